import { available, count, has, inNode, lacks, onHost } from "../probes.js";
import { act, addons, mesh } from "../state.js";
import type { Step } from "../week.js";
import { addonsInside, installed } from "./mesh.js";
import { nodeIstioctl, nodeRelease, RELEASE_PATH } from "./node.js";
import { versions } from "./versions.js";

const SYSTEM = "istio-system";
const releaseImage = { matches: `:${versions.istio.replaceAll(".", "\\.")}$` };

/** Phase B: Istio and its sample addons (weeks/week1.md 5). */
export const phaseB: readonly Step[] = [
  {
    id: "1.7",
    type: "O",
    title: "Look at the mount from inside the node",
    lesson: "What the checkout holds is at hand in the node, where the book's scripts run.",
    commands: ["docker exec myk8s-control-plane ls /istiobook"],
    checks: [
      {
        says: "/istiobook/services is a folder in the node",
        needs: "book",
        probe: inNode(["test", "-d", "/istiobook/services"]),
        hint: "The mounted folder must be book-source-code-master itself.",
      },
    ],
  },
  {
    id: "1.8",
    type: "B",
    title: `Download Istio ${versions.istio}`,
    lesson: "One archive holds istioctl, the charts and profiles, and the sample addons.",
    commands: [`docker exec myk8s-control-plane ls ${RELEASE_PATH} ${RELEASE_PATH}/samples/addons`],
    patch: act(nodeRelease),
    checks: [
      {
        says: "The release's addon manifests are in the node",
        needs: "internet",
        probe: inNode(["test", "-f", `${RELEASE_PATH}/samples/addons/kiali.yaml`]),
        timeoutMs: 180_000,
        hint: "The archive comes from github.com; the node needs a way out.",
      },
    ],
  },
  {
    id: "1.9",
    type: "B",
    title: "Put istioctl on the PATH",
    lesson: "istioctl must have the version of the control plane that it talks to.",
    commands: [
      "istioctl version --remote=false",
      "docker exec myk8s-control-plane istioctl version --remote=false",
    ],
    patch: act(nodeIstioctl),
    checks: [
      {
        says: `istioctl in the node is ${versions.istio}`,
        // where nothing can be downloaded the lab's own is copied, which was built from 1.17.5 and says so
        needs: "internet",
        probe: inNode(["istioctl", "version", "--remote=false"], {
          matches: `^${versions.istio}$`,
        }),
        hint: "docker exec myk8s-control-plane ls -l /usr/local/bin/istioctl",
      },
    ],
    deviation:
      "The lab's shell has istioctl too, so all later steps call it directly instead of through docker exec.",
  },
  {
    id: "1.10",
    type: "O",
    title: "List the installation profiles",
    lesson:
      "A profile is a named set of defaults; the study uses `default`, without an egress gateway.",
    commands: ["istioctl profile list", "istioctl profile dump default"],
    checks: [
      {
        says: "istioctl knows the profiles default and demo",
        needs: "objects",
        probe: onHost(["istioctl", "profile", "list"], {
          matches: "(?=[\\s\\S]*^\\s*default$)(?=[\\s\\S]*^\\s*demo$)",
        }),
        hint: 'eval "$(./lab env week1)" puts the right istioctl first on the PATH.',
      },
    ],
  },
  {
    id: "1.11",
    type: "B",
    title: "Install Istio with the default profile",
    lesson: "The profile brings a control plane and an ingress gateway, and no egress gateway.",
    commands: [
      "kubectl get deploy,svc -n istio-system",
      "istioctl verify-install",
      "istioctl version",
    ],
    patch: mesh(installed),
    checks: [
      {
        says: "istiod is available",
        needs: "objects",
        probe: available(SYSTEM, "istiod", {
          "spec.template.spec.containers[name=discovery].image": releaseImage,
        }),
        timeoutMs: 180_000,
        hint: "It asks for 2 GiB: kubectl describe pod -n istio-system -l app=istiod",
      },
      {
        says: "The ingress gateway is available",
        needs: "objects",
        probe: available(SYSTEM, "istio-ingressgateway", {
          "spec.template.spec.containers[name=istio-proxy].image": releaseImage,
        }),
        timeoutMs: 180_000,
        hint: "It gets ready only after istiod: kubectl logs -n istio-system deploy/istio-ingressgateway",
      },
      {
        says: "There is no egress gateway",
        needs: "objects",
        probe: lacks(`Deployment/${SYSTEM}/istio-egressgateway`),
        hint: "The demo profile has one; this week uses default.",
      },
      {
        says: "The gateway's Service is a LoadBalancer, for which kind never finds an address",
        needs: "objects",
        probe: has(`Service/${SYSTEM}/istio-ingressgateway`, {
          "spec.type": { equals: "LoadBalancer" },
          "spec.ports[port=80].nodePort": { equals: 31021 },
        }),
        until: "1.36",
        hint: "kubectl get svc -n istio-system istio-ingressgateway -o yaml",
      },
    ],
    deviation:
      "istioctl renders the same manifests, the lab applies them one by one. The node ports are those the notes happened to see: random ones could take a port that step 1.36 or 1.40 needs.",
  },
  {
    id: "1.12",
    type: "O",
    title: "Read what was installed",
    lesson:
      "The finished IstioOperator keeps every default, such as the 1 % of requests that are traced.",
    commands: [
      "kubectl get istiooperators -n istio-system",
      "kubectl get istiooperators -n istio-system -o yaml",
    ],
    checks: [
      {
        says: `installed-state records profile default, tag ${versions.istio} and 1 % trace sampling`,
        needs: "objects",
        probe: has(`IstioOperator/${SYSTEM}/installed-state`, {
          "spec.profile": { equals: "default" },
          "spec.tag": { equals: versions.istio },
          "spec.values.pilot.traceSampling": { equals: 1 },
        }),
        hint: "istioctl profile dump default shows the same values.",
      },
    ],
  },
  {
    id: "1.13",
    type: "O",
    title: "List Istio's objects and kinds",
    lesson:
      "All of Istio is Kubernetes objects: 15 new kinds, two Deployments and what belongs to them.",
    commands: [
      "kubectl get all,svc,ep,sa,cm,secret,pdb -n istio-system",
      "kubectl get crd | grep istio.io | sort",
    ],
    checks: [
      {
        says: "15 kinds of istio.io are defined",
        needs: "objects",
        probe: count("customresourcedefinitions.apiextensions.k8s.io", 15, {
          named: "\\.istio\\.io$",
        }),
        hint: "kubectl get crd | grep istio.io",
      },
      ...["istiod", "istio-ingressgateway"].map((name) => ({
        says: `A disruption budget keeps one pod of ${name}`,
        needs: "objects" as const,
        probe: has(`PodDisruptionBudget/${SYSTEM}/${name}`, { "spec.minAvailable": { equals: 1 } }),
        hint: "kubectl get pdb -n istio-system",
      })),
    ],
  },
  {
    id: "1.14",
    type: "B",
    title: "Install Prometheus, Grafana, Jaeger and Kiali",
    lesson: "The release brings samples of all four, wired to each other and to the mesh.",
    commands: ["kubectl get pod,svc -n istio-system"],
    patch: addons(addonsInside),
    checks: [
      ...["grafana", "jaeger", "kiali", "prometheus"].map((name) => ({
        says: `${name} is available`,
        needs: "objects" as const,
        probe: available(SYSTEM, name),
        timeoutMs: 240_000,
        hint: `kubectl describe pod -n istio-system -l app=${name}; kiali is the last, after up to two minutes.`,
      })),
      ...["tracing", "zipkin", "jaeger-collector"].map((name) => ({
        says: `Jaeger has the Service ${name}`,
        needs: "objects" as const,
        probe: has(`Service/${SYSTEM}/${name}`),
        hint: "kubectl get svc -n istio-system",
      })),
    ],
    deviation: "The manifests come from the same release, each object as a resource of its own.",
  },
  {
    id: "1.15",
    type: "O",
    title: "Read the mesh configuration",
    lesson:
      "The profile already sends traces to zipkin.istio-system:9411, which is Jaeger's Service.",
    commands: ["kubectl get cm -n istio-system istio -o yaml"],
    checks: [
      {
        says: "The mesh traces to zipkin.istio-system:9411 and merges Prometheus metrics",
        needs: "objects",
        probe: has(`ConfigMap/${SYSTEM}/istio`, {
          "data.mesh": {
            matches:
              "(?=[\\s\\S]*address: zipkin\\.istio-system:9411$)(?=[\\s\\S]*^enablePrometheusMerge: true$)",
          },
        }),
        hint: "kubectl get cm -n istio-system istio -o jsonpath='{.data.mesh}'",
      },
    ],
  },
];
