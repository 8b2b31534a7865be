import { kubeOpsView } from "../observability/kube-ops-view.js";
import { metricsServer } from "../observability/metrics-server.js";
import { available, count, get, has, inNode, onHost } from "../probes.js";
import { act, apply, cluster } from "../state.js";
import type { Step } from "../week.js";
import { cluster1 } from "./cluster.js";
import { nodeTools } from "./node.js";

/** The commit of the book's repository that the labs were written against. */
const BOOK_COMMIT = "283a21420ad6d94e7bbee5789e7713cbc4bc396f";
const NODE = `${cluster1.name}-control-plane`;

/** Each of the week's ports stands in the container's bindings. */
const allPortsBound = cluster1.ports
  .map(
    ({ hostPort, containerPort }) =>
      `(?=.*"${containerPort}/tcp":\\[\\{[^\\]]*"HostPort":"${hostPort}")`,
  )
  .join("");

/** Phase A: the cluster and its two helpers (weeks/week1.md 5). */
export const phaseA: readonly Step[] = [
  {
    id: "1.1",
    type: "B",
    title: "Get the book's repository",
    lesson:
      "The cluster mounts the checkout, so its absolute path must be known before there is one.",
    commands: [
      "git clone https://github.com/AcornPublishing/istio-in-action",
      "cd istio-in-action/book-source-code-master && pwd",
    ],
    checks: [
      {
        says: "The checkout holds catalog's manifest and the chaos script",
        needs: "book",
        probe: onHost(["ls", "services/catalog/kubernetes/catalog.yaml", "bin/chaos.sh"]),
        hint: "The configured path must be the folder book-source-code-master of the clone.",
      },
      {
        says: "The checkout stands at the commit that the labs know",
        needs: "book",
        probe: onHost(["git", "rev-parse", "HEAD"], { matches: `^${BOOK_COMMIT}$` }),
        hint: `git checkout ${BOOK_COMMIT} gives the files that the steps describe.`,
      },
    ],
    deviation:
      "The checkout is optional: the lab writes its objects itself, and only steps that read the book's files need it.",
  },
  {
    id: "1.2",
    type: "B",
    title: "Create the cluster",
    lesson:
      "Subnets, port mappings and mounts are decided at creation; changing one means a new cluster.",
    commands: ["kubectl cluster-info", "kubectl get nodes -o wide"],
    patch: cluster(cluster1),
    checks: [
      {
        says: "kind knows the cluster myk8s",
        needs: "node",
        probe: onHost(["kind", "get", "clusters"], { matches: `^${cluster1.name}$` }),
        hint: "docker ps -a shows whether the node's container was stopped or removed.",
      },
      {
        says: "There is exactly one node",
        needs: "objects",
        probe: count("nodes", 1),
        hint: "kubectl get nodes; week 1 has a control plane that runs the workloads too.",
      },
      {
        says: "The node is ready, runs Kubernetes 1.23.17 and takes its pods from 10.10.0.0/16",
        needs: "node",
        probe: has(`Node/${NODE}`, {
          "status.conditions[type=Ready].status": { equals: "True" },
          "status.nodeInfo.kubeletVersion": { equals: `v${cluster1.kubernetes}` },
          "spec.podCIDR": { inSubnet: cluster1.podSubnet },
        }),
        hint: `docker logs ${NODE} shows why a node does not get ready.`,
      },
      {
        says: "Services get their addresses from 10.200.1.0/24",
        needs: "objects",
        probe: has("Service/default/kubernetes", {
          "spec.clusterIP": { inSubnet: cluster1.serviceSubnet },
        }),
        hint: "A cluster made with other subnets can only be replaced.",
      },
    ],
    deviation:
      "The context goes into the lab's own kubeconfig, never into the learner's: your own kubectl keeps its context.",
  },
  {
    id: "1.3",
    type: "O",
    title: "Look at the node's container",
    lesson:
      "The whole cluster is one container, and only the ports mapped now will ever lead into it.",
    commands: ["docker ps"],
    checks: [
      {
        says: "Host ports 30000 to 30005 lead into the node",
        needs: "node",
        probe: onHost(
          ["docker", "inspect", "--format", "{{json .HostConfig.PortBindings}}", NODE],
          {
            matches: `^${allPortsBound}`,
          },
        ),
        hint: "lab doctor names the process that holds a port.",
      },
      {
        says: "The book's checkout is mounted at /istiobook",
        needs: "book",
        probe: inNode(["findmnt", "--noheadings", "--output", "TARGET", cluster1.bookPath], {
          matches: `^${cluster1.bookPath}$`,
        }),
        hint: "The mount is made with the cluster; setting the path later means a new cluster.",
      },
    ],
  },
  {
    id: "1.4",
    type: "B",
    title: "Install network tools in the node",
    lesson: "With tcpdump, ngrep and dig in the node, later weeks can watch traffic between pods.",
    commands: [`docker exec ${NODE} which tree tcpdump ngrep dig`],
    patch: act(nodeTools),
    checks: [
      {
        says: "tree, tcpdump, ngrep and dig are in the node",
        needs: "internet",
        probe: inNode(["which", "tree", "tcpdump", "ngrep", "dig"]),
        timeoutMs: 180_000,
        hint: "apt needs the Internet; a denied start of dbus in its output is normal.",
      },
    ],
  },
  {
    id: "1.5",
    type: "B",
    title: "Install kube-ops-view",
    lesson: "A picture of nodes and pods shows each later step without a command.",
    commands: [
      "kubectl get deploy,pod,svc,ep -n kube-system -l app.kubernetes.io/instance=kube-ops-view",
      'echo "open http://localhost:30005/#scale=1.5"',
    ],
    patch: apply("kube-ops-view", ...kubeOpsView),
    checks: [
      {
        says: "The Service kube-ops-view is on node port 30005",
        needs: "objects",
        probe: has("Service/kube-system/kube-ops-view", {
          "spec.type": { equals: "NodePort" },
          "spec.ports[port=8080].nodePort": { equals: 30005 },
        }),
        hint: "kubectl get svc -A shows which Service holds the port.",
      },
      {
        says: "kube-ops-view is available, in the time zone of the notes",
        needs: "objects",
        probe: available("kube-system", "kube-ops-view", {
          "spec.template.spec.containers[name=kube-ops-view].env[name=TZ].value": {
            equals: "Asia/Seoul",
          },
        }),
        timeoutMs: 120_000,
        hint: "kubectl describe pod -n kube-system -l app.kubernetes.io/instance=kube-ops-view",
      },
      {
        says: "Its page opens on the host",
        needs: "dashboards",
        probe: get("http://127.0.0.1:30005/"),
        hint: "The port is mapped at the cluster's creation: docker ps must show 30005.",
      },
    ],
    deviation:
      "The chart's few objects are written by the lab, so that each shows up in a preview.",
  },
  {
    id: "1.6",
    type: "B",
    title: "Install metrics-server",
    lesson:
      "Autoscalers need figures; kind's kubelets sign their own certificates, so TLS is not verified.",
    commands: [
      "kubectl get all -n kube-system -l app.kubernetes.io/instance=metrics-server",
      "kubectl top node",
    ],
    patch: apply("metrics-server", ...metricsServer),
    checks: [
      {
        says: "metrics-server is available and accepts the kubelets' own certificates",
        needs: "objects",
        probe: available("kube-system", "metrics-server", {
          "spec.template.spec.containers[name=metrics-server].args": {
            contains: "--kubelet-insecure-tls",
          },
        }),
        timeoutMs: 120_000,
        hint: "kubectl logs -n kube-system deploy/metrics-server",
      },
      {
        says: "The metrics API is available",
        needs: "traffic",
        probe: has("APIService/v1beta1.metrics.k8s.io", {
          "status.conditions[type=Available].status": { equals: "True" },
        }),
        timeoutMs: 120_000,
        hint: "kubectl describe apiservice v1beta1.metrics.k8s.io says what it waits for.",
      },
    ],
    deviation:
      "The objects of chart 3.12.2 are written by the lab; the notes took whatever version was newest.",
  },
];
