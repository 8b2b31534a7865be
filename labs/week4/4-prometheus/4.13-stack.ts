import { count, get, inPod, step } from "../../step.js";
import { PROMETHEUS } from "../calls.js";
import { isUp, PROMETHEUS_NAMESPACE as namespace, PROMETHEUS_POD } from "../prometheus.js";

export default step({
  checks: [
    {
      says: "Eight kinds of the operator are defined",
      probe: count("customresourcedefinitions.apiextensions.k8s.io", 8, {
        named: "\\.monitoring\\.coreos\\.com$",
      }),
      hint: "kubectl get crd | grep monitoring",
    },
    {
      says: "The four ServiceMonitors of the stack itself are there",
      probe: count("servicemonitors.monitoring.coreos.com", 4, { namespace }),
      hint: `kubectl get servicemonitors -n ${namespace}`,
      until: "4.14",
    },
    {
      says: "The program in the pod is Prometheus 2.24.0",
      probe: inPod(PROMETHEUS_POD, ["prometheus", "--version"], {
        matches: "^prometheus, version 2\\.24\\.0 ",
      }),
      hint: "The object Prometheus names the version and the image.",
      until: "the end",
    },
    {
      says: "Prometheus says so itself",
      probe: get(`${PROMETHEUS}/api/v1/status/buildinfo`, { body: '"version":"2\\.24\\.0"' }),
      hint: `kubectl logs -n ${namespace} sts/prometheus-prom-kube-prometheus-stack-prometheus -c prometheus`,
      until: "the end",
    },
    ...["operator", "prometheus"].map((name) =>
      isUp(`The ${name} is scraped`, `job="prom-kube-prometheus-stack-${name}"`),
    ),
  ],
});
