import { NAMESPACE } from "../../apps/app.js";
import { all, allOf, apply, available, step } from "../../step.js";
import {
  STATS_ANNOTATION,
  STATS_PREFIX,
  countFrom,
  counters,
  simpleWebCounted,
} from "../simple-proxy.js";
import { SHOW_OVERFLOW } from "./limits.js";

/** The four ways to overflow. */
const OVERFLOWS = [
  "upstream_cx_overflow",
  "upstream_cx_pool_overflow",
  "upstream_rq_pending_overflow",
  "upstream_rq_retry_overflow",
] as const;

export default step({
  change: all(apply("simple-web", simpleWebCounted), countFrom("3.58")),
  checks: [
    {
      says: "simple-web's pods ask to keep all counters about the backends",
      probe: available(NAMESPACE, "simple-web", {
        spec: { template: { metadata: { annotations: { [STATS_ANNOTATION]: STATS_PREFIX } } } },
      }),
      timeoutMs: 120_000,
    },
    {
      says: "The four counters of overflows are there, and stand at 0",
      needs: "mesh",
      probe: counters("overflow", {
        matches: allOf(...OVERFLOWS.map((name) => `\\.${name}: 0$`)),
      }),
      timeoutMs: 120_000,
      until: "3.59",
      hint: SHOW_OVERFLOW,
    },
  ],
});
