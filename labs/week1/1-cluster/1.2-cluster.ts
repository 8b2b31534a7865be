import { nodeIsReady } from "../../apps/up-checks.js";
import { cluster, count, has, inSubnet, onHost, step } from "../../step.js";
import { cluster1 } from "../cluster.js";

export default step({
  change: cluster(cluster1),
  checks: [
    {
      says: "kind knows the cluster myk8s",
      probe: onHost(["kind", "get", "clusters"], { matches: `^${cluster1.name}$` }),
      hint: "docker ps -a shows whether the node's container was stopped or removed.",
    },
    {
      says: "There is exactly one node",
      probe: count("nodes", 1),
      hint: "kubectl get nodes; week 1 has a control plane that runs the workloads too.",
    },
    nodeIsReady(
      "The node is ready, runs Kubernetes 1.23.17 and takes its pods from 10.10.0.0/16",
      cluster1,
    ),
    {
      says: "Services get their addresses from 10.200.1.0/24",
      probe: has("Service/default/kubernetes", {
        spec: { clusterIP: inSubnet(cluster1.serviceSubnet) },
      }),
      hint: "A cluster made with other subnets can only be replaced.",
    },
  ],
});
