import { onHost, step, teardown } from "../../step.js";
import { NODE, cluster1 } from "../cluster.js";

export default step({
  change: teardown,
  checks: [
    {
      says: "kind has no cluster myk8s any more",
      probe: onHost(["kind", "get", "clusters"], { lacks: `^${cluster1.name}$` }),
      hint: `kind delete cluster --name ${cluster1.name}`,
    },
    {
      says: "The node's container is gone",
      probe: onHost(["docker", "ps", "--all", "--format", "{{.Names}}"], {
        lacks: `^${NODE}$`,
      }),
      hint: `docker rm --force ${NODE}`,
    },
    {
      says: "The host's ports 30000 to 30005 are free again",
      probe: { kind: "ports", free: cluster1.ports.map(({ hostPort }) => hostPort) },
      hint: "lab doctor names the process that holds a port.",
    },
  ],
});
