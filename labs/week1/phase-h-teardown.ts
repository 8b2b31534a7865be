import { onHost } from "../probes.js";
import { teardown } from "../state.js";
import type { Step } from "../week.js";
import { cluster1 } from "./cluster.js";

/** Phase H: the end (weeks/week1.md 8). */
export const phaseH: readonly Step[] = [
  {
    id: "1.60",
    type: "M",
    title: "Tear the lab down",
    lesson: "All of it was declared, so all of it can go: the next lab starts from nothing.",
    commands: ["./lab down week1"],
    patch: teardown,
    checks: [
      {
        says: "kind has no cluster myk8s any more",
        needs: "node",
        probe: onHost(["kind", "get", "clusters"], { lacks: `^${cluster1.name}$` }),
        hint: `kind delete cluster --name ${cluster1.name}`,
      },
      {
        says: "The node's container is gone",
        needs: "node",
        probe: onHost(["docker", "ps", "--all", "--format", "{{.Names}}"], {
          lacks: `^${cluster1.name}-control-plane$`,
        }),
        hint: `docker rm --force ${cluster1.name}-control-plane`,
      },
      {
        says: "The host's ports 30000 to 30005 are free again",
        needs: "node",
        probe: { kind: "ports", free: cluster1.ports.map(({ hostPort }) => hostPort) },
        hint: "lab doctor names the process that holds a port.",
      },
    ],
    deviation:
      "The objects are not deleted one by one first: they go with the cluster. The learner's kubeconfig never had the context, so nothing is left in it.",
  },
];
