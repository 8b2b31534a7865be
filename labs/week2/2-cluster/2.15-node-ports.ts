import { ISTIO_SYSTEM } from "../../istio.js";
import { addons, all, by, get, has, mesh, step } from "../../step.js";
import { addonsPublished } from "../addons.js";
import { onNodePorts } from "../mesh.js";

/** The start page or health page of each addon, on the host. */
const PAGES = [
  { name: "Prometheus", needs: "traffic", url: "http://127.0.0.1:30001/-/ready" },
  { name: "Grafana", needs: "dashboards", url: "http://127.0.0.1:30002/api/health" },
  { name: "Kiali", needs: "dashboards", url: "http://127.0.0.1:30003/kiali/healthz" },
  { name: "Jaeger", needs: "traces", url: "http://127.0.0.1:30004/jaeger/search" },
] as const;

export default step({
  change: all(mesh(onNodePorts), addons(addonsPublished)),
  checks: [
    {
      says: "The gateway's Service is a NodePort with HTTP on 30000 and HTTPS on 30005, and keeps the client's address",
      probe: has(`Service/${ISTIO_SYSTEM}/istio-ingressgateway`, {
        spec: {
          type: "NodePort",
          ports: by("port", { 80: { nodePort: 30000 }, 443: { nodePort: 30005 } }),
          externalTrafficPolicy: "Local",
        },
      }),
      hint: "An istioctl install by hand makes it a LoadBalancer.",
    },
    ...PAGES.map(({ name, needs, url }) => ({
      says: `${name} answers on the host`,
      needs,
      probe: get(url),
      timeoutMs: 120_000,
      hint: `kubectl get svc -n ${ISTIO_SYSTEM} shows which Service holds a port.`,
      until: "the end" as const,
    })),
  ],
});
