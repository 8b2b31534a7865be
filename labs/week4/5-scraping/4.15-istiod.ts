import { allOf, step } from "../../step.js";
import { istiodMetrics } from "../istiod-metrics.js";

export default step({
  checks: [
    {
      says: "istiod tells how many proxies it serves, and how many pods it has injected",
      probe: istiodMetrics({
        matches: allOf(
          '^pilot_xds\\{version="1\\.17\\.8"\\} [1-9]',
          "^pilot_services [1-9]",
          "^sidecar_injection_success_total [1-9]",
          "^istiod_uptime_seconds ",
        ),
      }),
      timeoutMs: 60_000,
      until: "the next change",
    },
  ],
});
