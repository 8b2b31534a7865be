import { onHost, removeContainers, step } from "../../step.js";

export default step({
  change: removeContainers("proxy", "httpbin"),
  checks: [
    {
      says: "Neither container is there any more",
      probe: onHost(["docker", "ps", "--all", "--format", "{{.Names}}"], {
        lacks: "^(proxy|httpbin)$",
      }),
      hint: "docker rm --force proxy httpbin",
    },
  ],
});
