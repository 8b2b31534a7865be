import { inNode, onHost, step } from "../../step.js";
import { NODE, cluster1 } from "../cluster.js";

/** What Docker says of the week's ports. */
const bindings = Object.fromEntries(
  cluster1.ports.map(({ hostPort, containerPort }) => [
    `${containerPort}/tcp`,
    [{ HostPort: `${hostPort}` }],
  ]),
);

export default step({
  checks: [
    {
      says: "Host ports 30000 to 30005 lead into the node",
      probe: onHost(["docker", "inspect", "--format", "{{json .HostConfig.PortBindings}}", NODE], {
        json: bindings,
      }),
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
});
