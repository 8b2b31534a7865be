import { NAMESPACE } from "../../apps/app.js";
import { has, listOf, onHost, only, some, step } from "../../step.js";

const CATALOG_PODS = ["kubectl", "get", "pod", "-n", NAMESPACE, "-l", "app=catalog,version=v1"];

const podWithProxy = {
  metadata: { labels: { "security.istio.io/tlsMode": "istio" } },
  spec: {
    containers: only({ name: "catalog" }, { name: "istio-proxy" }),
    initContainers: some({ name: "istio-init" }),
  },
};

export default step({
  checks: [
    {
      says: "catalog's template has one container",
      probe: has(`Deployment/${NAMESPACE}/catalog`, {
        spec: { template: { spec: { containers: listOf(1) } } },
      }),
      hint: "kube-inject output that was applied by hand would have two.",
    },
    {
      says: "catalog's pod has a proxy, the init container istio-init, and the label for mutual TLS",
      probe: onHost([...CATALOG_PODS, "-o", "json"], { json: { items: some(podWithProxy) } }),
      hint: `kubectl get pod -n ${NAMESPACE} -l app=catalog -o yaml`,
    },
  ],
});
