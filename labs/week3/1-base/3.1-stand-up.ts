import { NAMESPACE } from "../../apps/app.js";
import { nodeIsReady } from "../../apps/up-checks.js";
import { allOf, available, by, get, has, listOf, onHost, step } from "../../step.js";
import { addonsPublished } from "../../week1/mesh.js";
import { base } from "../base.js";
import { cluster3 } from "../cluster.js";

const SYSTEM = "istio-system";

const NETSHOOT = `Pod/${NAMESPACE}/netshoot`;

/** The start page or health page of each addon, on the host. */
const PAGES = [
  { name: "Prometheus", needs: "traffic", url: "http://127.0.0.1:30001/-/ready" },
  { name: "Grafana", needs: "dashboards", url: "http://127.0.0.1:30002/api/health" },
  { name: "Kiali", needs: "dashboards", url: "http://127.0.0.1:30003/kiali/healthz" },
  { name: "Jaeger", needs: "traces", url: "http://127.0.0.1:30004/jaeger/search" },
] as const;

export default step({
  change: base,
  checks: [
    nodeIsReady("The node is ready and runs Kubernetes 1.23.17", cluster3),
    ...["istiod", "istio-ingressgateway"].map((name) => ({
      says: `${name} is available`,
      probe: available(SYSTEM, name),
      timeoutMs: 180_000,
      hint: `kubectl describe pod -n ${SYSTEM} -l app=${name}`,
    })),
    {
      says: "The gateway's Service is a NodePort with HTTP on 30000 and HTTPS on 30005, and keeps the client's address",
      probe: has(`Service/${SYSTEM}/istio-ingressgateway`, {
        spec: {
          type: "NodePort",
          ports: by("port", { 80: { nodePort: 30000 }, 443: { nodePort: 30005 } }),
          externalTrafficPolicy: "Local",
        },
      }),
      hint: "An istioctl install by hand makes it a LoadBalancer.",
    },
    ...Object.keys(addonsPublished).map((name) => ({
      says: `The addon ${name} is available`,
      probe: available(SYSTEM, name),
      timeoutMs: 180_000,
      hint: `kubectl get pod -n ${SYSTEM}`,
    })),
    ...PAGES.map(({ name, needs, url }) => ({
      says: `${name} answers on the host`,
      needs,
      probe: get(url),
      timeoutMs: 120_000,
      hint: `kubectl get svc -n ${SYSTEM} shows which Service holds a port.`,
      until: "the end" as const,
    })),
    {
      says: "netshoot is ready in istioinaction",
      probe: has(NETSHOOT, { status: { conditions: by("type", { Ready: { status: "True" } }) } }),
      timeoutMs: 120_000,
      hint: `kubectl describe pod -n ${NAMESPACE} netshoot`,
    },
    {
      says: "netshoot has a sidecar, so the rules of the mesh hold for its calls too",
      needs: "mesh",
      probe: has(NETSHOOT, { spec: { containers: listOf(2) } }),
      until: "the end",
      hint: `A pod from before the label has none: kubectl delete pod -n ${NAMESPACE} netshoot, then ./lab up week3.`,
    },
    {
      says: "netshoot's proxy and the gateway's are in sync",
      probe: onHost(["istioctl", "proxy-status"], {
        matches: allOf(
          "^istio-ingressgateway-\\S+\\s+\\S+\\s+SYNCED",
          "^netshoot\\.istioinaction\\s+\\S+\\s+SYNCED",
        ),
        lacks: "\\sSTALE\\s",
      }),
      hint: "kubectl logs -n istio-system deploy/istiod",
      until: "the end" as const,
    },
  ],
});
