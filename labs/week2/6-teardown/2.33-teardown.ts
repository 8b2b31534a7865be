import { nodeName } from "../../cluster.js";
import { onHost, step, teardown } from "../../step.js";
import { cluster2 } from "../cluster.js";

const node = nodeName(cluster2.name);

export default step({
  change: teardown,
  checks: [
    {
      says: "kind has no cluster myk8s any more",
      probe: onHost(["kind", "get", "clusters"], { lacks: `^${cluster2.name}$` }),
      hint: `kind delete cluster --name ${cluster2.name}`,
    },
    {
      says: "The node's container is gone",
      probe: onHost(["docker", "ps", "--all", "--format", "{{.Names}}"], { lacks: `^${node}$` }),
      hint: `docker rm --force ${node}`,
    },
    {
      says: "The host's ports 30000 to 30007 are free again",
      probe: { kind: "ports", free: cluster2.ports.map(({ hostPort }) => hostPort) },
      hint: "lab doctor names the process that holds a port.",
    },
  ],
});
