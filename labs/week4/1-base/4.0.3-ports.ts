import { nodeName } from "../../cluster.js";
import { onHost, some, step } from "../../step.js";
import { cluster4 } from "../cluster.js";

const node = nodeName(cluster4.name);

export default step({
  checks: [
    {
      says: "Ports 30000 to 30007 of the host lead into the node",
      probe: onHost(["docker", "inspect", node, "--format", "{{json .HostConfig.PortBindings}}"], {
        json: Object.fromEntries(
          cluster4.ports.map(({ hostPort, containerPort }) => [
            `${containerPort}/tcp`,
            some({ HostPort: `${hostPort}` }),
          ]),
        ),
      }),
      hint: "A cluster made by hand has other ports: ./lab down week4, ./lab up week4.",
    },
  ],
});
