import { all, apply } from "../../state.js";
import { step } from "../../step.js";
import { ejection } from "../backend-policies.js";
import { LOAD_MS, TWO_CALLERS, load } from "../fortio.js";
import {
  SHOW_ENDPOINTS,
  allOf,
  cluster,
  countFrom,
  counters,
  endpoints,
  endpointsInUse,
  showCounters,
} from "../proxies.js";

const SHOW_EJECTIONS = showCounters("outlier");

export default step({
  change: all(apply("routing", ejection("5s")), countFrom("3.65")),
  checks: [
    {
      says: "simple-web's proxy has these values",
      probe: cluster({
        matches: allOf('"consecutive5xx": 1\\b', '"baseEjectionTime": "5s"'),
      }),
      until: "the end",
    },
    {
      says: "At least 90 % of the requests succeed, and meanwhile an endpoint is left out",
      probe: load(TWO_CALLERS, {
        codes: { 200: { min: 0.9 } },
        meanwhile: endpoints({ matches: "^\\S+:8080\\s+HEALTHY\\s+FAILED\\s" }),
      }),
      timeoutMs: LOAD_MS,
      hint: SHOW_ENDPOINTS,
    },
    {
      says: "simple-web's proxy ejected an endpoint at least once",
      inTurn: true,
      probe: counters("outlier_detection", {
        matches: "\\.outlier_detection\\.ejections_enforced_total: [1-9]\\d*$",
      }),
      hint: SHOW_EJECTIONS,
    },
    {
      says: "Once the load has ended all three endpoints get requests again",
      inTurn: true,
      probe: endpoints({ matches: endpointsInUse(3) }),
      timeoutMs: 60_000,
      hint: "The n-th ejection of an endpoint lasts n times 5 s.",
    },
  ],
  load: TWO_CALLERS,
});
