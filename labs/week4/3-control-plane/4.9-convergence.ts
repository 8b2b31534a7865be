import { allOf, inOrder, step } from "../../step.js";
import { istiodMetrics } from "../istiod-metrics.js";

const bucket = (le: string): string => `^pilot_proxy_convergence_time_bucket\\{le="${le}"\\} `;

export default step({
  checks: [
    {
      says: "Every change has reached the proxies within 3 s",
      probe: istiodMetrics({
        matches: allOf(
          "^pilot_proxy_convergence_time_count [1-9]",
          // the same number in both buckets
          inOrder(`${bucket("3")}(\\d+)$`, `${bucket("\\+Inf")}\\1$`),
        ),
      }),
      until: "the next change",
      hint: "A busy machine makes istiod slow: istiod's log tells of pushes that took long.",
    },
  ],
});
