import { onHost, step } from "../../step.js";
import { gatewayRow } from "./proxy-status.js";

export default step({
  checks: [
    {
      says: "The gateway is in sync in every respect, routes included",
      probe: onHost(["istioctl", "proxy-status"], { matches: gatewayRow("SYNCED") }),
      hint: "STALE for long means that the proxy lost its istiod: kubectl logs -n istio-system deploy/istiod",
    },
  ],
});
