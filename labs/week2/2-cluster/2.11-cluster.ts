import { nodeIsReady } from "../../apps/up-checks.js";
import { nodeName } from "../../cluster.js";
import { nodeTools } from "../../node-actions.js";
import { metricsServer } from "../../observability/metrics-server.js";
import {
  act,
  all,
  apply,
  available,
  cluster,
  has,
  inSubnet,
  onHost,
  some,
  step,
} from "../../step.js";
import { cluster2 } from "../cluster.js";

const node = nodeName(cluster2.name);

export default step({
  change: all(cluster(cluster2), act(nodeTools), apply("metrics-server", ...metricsServer)),
  checks: [
    {
      says: "kind knows the cluster myk8s",
      probe: onHost(["kind", "get", "clusters"], { matches: `^${cluster2.name}$` }),
      hint: "docker ps -a shows whether the node's container was stopped or removed.",
    },
    nodeIsReady(
      "The node is ready, runs Kubernetes 1.23.17 and takes its pods from 10.10.0.0/16",
      cluster2,
    ),
    {
      says: "Services get their addresses from 10.200.1.0/24",
      probe: has("Service/default/kubernetes", {
        spec: { clusterIP: inSubnet(cluster2.serviceSubnet) },
      }),
      hint: "A cluster made with other subnets can only be replaced.",
    },
    {
      says: "Ports 30000 to 30007 of the host lead into the node",
      probe: onHost(["docker", "inspect", node, "--format", "{{json .HostConfig.PortBindings}}"], {
        json: Object.fromEntries(
          cluster2.ports.map(({ hostPort, containerPort }) => [
            `${containerPort}/tcp`,
            some({ HostPort: `${hostPort}` }),
          ]),
        ),
      }),
      hint: "A cluster made by hand has other ports: ./lab down week2, ./lab up week2.",
    },
    {
      says: "metrics-server is available",
      probe: available("kube-system", "metrics-server"),
      timeoutMs: 120_000,
      hint: "kubectl logs -n kube-system deploy/metrics-server",
    },
  ],
});
