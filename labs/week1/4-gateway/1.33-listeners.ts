import { onHost } from "../../probes.js";
import { step } from "../../step.js";
import { proxyConfig } from "./proxies-common.js";

export default step({
  checks: [
    {
      says: "The gateway listens on 8080, 15021 and 15090, and on nothing else",
      probe: onHost(proxyConfig("listener"), {
        matches:
          "(?=[\\s\\S]*^0\\.0\\.0\\.0\\s+8080\\s)(?=[\\s\\S]*^0\\.0\\.0\\.0\\s+15021\\s)(?=[\\s\\S]*^0\\.0\\.0\\.0\\s+15090\\s)",
        lacks: "^\\d+\\.\\d+\\.\\d+\\.\\d+\\s+(?!8080\\s|15021\\s|15090\\s)\\d+",
      }),
      hint: "A second Gateway with the same selector adds listeners: kubectl get gw -A",
    },
  ],
});
