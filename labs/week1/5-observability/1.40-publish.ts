import { addons, by, has, step, type TreeMap } from "../../step.js";
import { addonsPublished } from "../mesh.js";

/** Each addon's Service, its ports and their node ports. */
const PUBLISHED = [
  { service: "prometheus", ports: { 9090: 30001 } },
  { service: "grafana", ports: { 3000: 30002 } },
  { service: "kiali", ports: { 20001: 30003, 9090: 31090 } },
  { service: "tracing", ports: { 80: 30004, 16685: 31685 } },
] as const;

const nodePorts = (ports: Readonly<Record<string, number>>): TreeMap =>
  Object.fromEntries(Object.entries(ports).map(([port, nodePort]) => [port, { nodePort }]));

export default step({
  change: addons(addonsPublished),
  checks: PUBLISHED.map(({ service, ports }) => ({
    says: `${service} is on its node port`,
    probe: has(`Service/istio-system/${service}`, {
      spec: { type: "NodePort", ports: by("port", nodePorts(ports)) },
    }),
    hint: "kubectl get svc -A shows which Service holds a port.",
  })),
});
