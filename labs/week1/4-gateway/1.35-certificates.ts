import { allOf, onHost, step } from "../../step.js";

const GATEWAY = "deploy/istio-ingressgateway.istio-system";

export default step({
  checks: [
    {
      says: "The gateway's certificate ends within a day, and it and its root are active and valid",
      probe: onHost(["istioctl", "proxy-config", "secret", GATEWAY], {
        matches: allOf(
          "^default\\s+Cert Chain\\s+ACTIVE\\s+true\\s",
          "^ROOTCA\\s+CA\\s+ACTIVE\\s+true\\s",
        ),
        ends: {
          at: "^default\\s+Cert Chain\\s+ACTIVE\\s+true\\s+\\S+\\s+(\\S+)",
          withinHours: 24,
        },
      }),
      hint: "A wrong clock on the host makes fresh certificates invalid.",
    },
  ],
});
