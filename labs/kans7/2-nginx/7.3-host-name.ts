import { nodeName } from "../../cluster.js";
import { onHost, some, step } from "../../step.js";
import { cluster7 } from "../cluster.js";

const inspect = (format: string): readonly string[] => [
  "docker",
  "inspect",
  "-f",
  format,
  nodeName(cluster7.name),
];

export default step({
  checks: [
    {
      says: "The node has an address in Docker's network",
      probe: onHost(inspect("{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}"), {
        matches: "^\\d+(?:\\.\\d+){3}$",
      }),
      until: "the end",
      hint: "docker ps -a shows whether the node's container was stopped.",
    },
    {
      says: "Port 30000 of the host leads to the node's port 30000",
      probe: onHost(inspect("{{json .HostConfig.PortBindings}}"), {
        json: { "30000/tcp": some({ HostPort: "30000" }) },
      }),
      until: "the end",
      hint: "lab doctor names the process that holds a port.",
    },
  ],
});
