import { NAMESPACE } from "../../apps/app.js";
import { onHost } from "../../probes.js";
import { step } from "../../step.js";
import { proxyConfig } from "./proxies-common.js";

export default step({
  checks: [
    {
      says: "It knows healthy endpoints of catalog and webapp, and no unhealthy ones",
      probe: onHost(proxyConfig("endpoint"), {
        matches:
          "(?=[\\s\\S]*:3000\\s+HEALTHY\\s+OK\\s+outbound\\|80\\|\\|catalog\\.)(?=[\\s\\S]*:8080\\s+HEALTHY\\s+OK\\s+outbound\\|80\\|\\|webapp\\.)",
        lacks: "\\sUNHEALTHY\\s",
      }),
      hint: `kubectl get ep -n ${NAMESPACE}`,
    },
  ],
});
