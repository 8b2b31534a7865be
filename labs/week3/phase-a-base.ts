import { NAMESPACE } from "../apps/app.js";
import { ADDONS } from "../parts/index.js";
import { available, count, get, has, onHost } from "../probes.js";
import type { Step } from "../week.js";
import { base } from "./base.js";
import { cluster3 } from "./cluster.js";

const SYSTEM = "istio-system";
const NODE = `${cluster3.name}-control-plane`;
const NETSHOOT = `Pod/${NAMESPACE}/netshoot`;

/** The start page or health page of each addon, on the host. */
const PAGES = [
  { name: "Prometheus", needs: "traffic", url: "http://127.0.0.1:30001/-/ready" },
  { name: "Grafana", needs: "dashboards", url: "http://127.0.0.1:30002/api/health" },
  { name: "Kiali", needs: "dashboards", url: "http://127.0.0.1:30003/kiali/healthz" },
  { name: "Jaeger", needs: "traces", url: "http://127.0.0.1:30004/jaeger/search" },
] as const;

/** What 3.2 leaves none of, and the step that makes the first one. */
const CLEARED = [
  ["deployments.apps", "Deployment", "3.3"],
  ["services", "Service", "3.3"],
  ["gateways.networking.istio.io", "Gateway", "3.4"],
  ["virtualservices.networking.istio.io", "VirtualService", "3.4"],
  ["destinationrules.networking.istio.io", "DestinationRule", "3.7"],
] as const;

/** Phase A: what both chapters start from (weeks/week3.md 5). */
export const phaseA: readonly Step[] = [
  {
    id: "3.1",
    type: "B",
    title: "Stand up the cluster, Istio and its addons",
    lesson:
      "Deploying brings a version into the cluster, releasing brings users to it: this week parts the two.",
    commands: [
      "kubectl get nodes -o wide",
      "kubectl get deploy,svc -n istio-system",
      "kubectl get ns istioinaction --show-labels",
      "istioctl proxy-status",
    ],
    patch: base,
    checks: [
      {
        says: "The node is ready and runs Kubernetes 1.23.17",
        needs: "node",
        probe: has(`Node/${NODE}`, {
          "status.conditions[type=Ready].status": { equals: "True" },
          "status.nodeInfo.kubeletVersion": { equals: `v${cluster3.kubernetes}` },
          "spec.podCIDR": { inSubnet: cluster3.podSubnet },
        }),
        hint: `docker logs ${NODE} shows why a node does not get ready.`,
      },
      ...["istiod", "istio-ingressgateway"].map((name) => ({
        says: `${name} is available`,
        needs: "objects" as const,
        probe: available(SYSTEM, name),
        timeoutMs: 180_000,
        hint: `kubectl describe pod -n ${SYSTEM} -l app=${name}`,
      })),
      {
        says: "The gateway's Service is a NodePort with HTTP on 30000 and HTTPS on 30005, and keeps the client's address",
        needs: "objects",
        probe: has(`Service/${SYSTEM}/istio-ingressgateway`, {
          "spec.type": { equals: "NodePort" },
          "spec.ports[port=80].nodePort": { equals: 30000 },
          "spec.ports[port=443].nodePort": { equals: 30005 },
          "spec.externalTrafficPolicy": { equals: "Local" },
        }),
        hint: "An istioctl install by hand makes it a LoadBalancer.",
      },
      ...ADDONS.map((name) => ({
        says: `The addon ${name} is available`,
        needs: "objects" as const,
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
      })),
      {
        says: "The namespace istioinaction asks for injection",
        needs: "objects",
        probe: has(`Namespace/${NAMESPACE}`, {
          'metadata.labels["istio-injection"]': { equals: "enabled" },
        }),
        hint: "kubectl get ns --show-labels",
      },
      {
        says: "netshoot is ready in it",
        needs: "objects",
        probe: has(NETSHOOT, { "status.conditions[type=Ready].status": { equals: "True" } }),
        timeoutMs: 120_000,
        hint: `kubectl describe pod -n ${NAMESPACE} netshoot`,
      },
      {
        says: "netshoot has a sidecar, so the rules of the mesh hold for its calls too",
        needs: "mesh",
        probe: has(NETSHOOT, { "spec.containers": { length: 2 } }),
        hint: `A pod from before the label has none: kubectl delete pod -n ${NAMESPACE} netshoot, then ./lab up week3.`,
      },
      {
        says: "netshoot's proxy and the gateway's are in sync",
        needs: "mesh",
        probe: onHost(["istioctl", "proxy-status"], {
          matches:
            "(?=[\\s\\S]*^istio-ingressgateway-\\S+\\s+\\S+\\s+SYNCED)(?=[\\s\\S]*^netshoot\\.istioinaction\\s+\\S+\\s+SYNCED)",
          lacks: "\\sSTALE\\s",
        }),
        hint: "kubectl logs -n istio-system deploy/istiod",
      },
    ],
    deviation:
      "netshoot is made in istioinaction, where the notes call it although their script names no namespace. The gateway's node ports are part of what is installed, so none of the week's installations loses them. No file of the host gets the names of the applications: every request carries its name in the Host header.",
  },
  {
    id: "3.2",
    type: "O",
    title: "Look at the clean work space",
    lesson: "A known start makes every later difference one that the exercise made.",
    commands: [
      `kubectl get deploy,svc,gw,vs,dr -n ${NAMESPACE}`,
      `kubectl get pod -n ${NAMESPACE}`,
    ],
    checks: CLEARED.map(([kind, name, until]) => ({
      says: `There is no ${name} in ${NAMESPACE}`,
      needs: "objects",
      probe: count(kind, 0, { namespace: NAMESPACE }),
      until,
      hint: `kubectl get ${kind} -n ${NAMESPACE} shows what was made by hand.`,
    })),
    deviation:
      "The notes delete what an earlier exercise may have left. Here the state of 3.1 has none of it, so whoever comes back to this step gets it clean. kubectl's default namespace stays as it is: every command names its namespace.",
  },
];
