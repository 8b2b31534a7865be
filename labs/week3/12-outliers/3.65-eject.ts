import { has } from "../../probes.js";
import { all, apply } from "../../state.js";
import { step } from "../../step.js";
import { ejection } from "../backend-policies.js";
import { LOAD_MS, TWO_CALLERS, load } from "../fortio.js";
import {
  SHOW_CLUSTER,
  SHOW_ENDPOINTS,
  allOf,
  cluster,
  countFrom,
  counters,
  endpoints,
  endpointsInUse,
  showCounters,
} from "../proxies.js";
import { RULE_KEY, SHOW_RULE } from "../simple-routing.js";

const SHOW_EJECTIONS = showCounters("outlier");

export default step({
  change: all(apply("routing", ejection("5s")), countFrom("3.65")),
  checks: [
    {
      says: "DestinationRule simple-backend-dr ejects after one 5xx, for 5 s",
      needs: "objects",
      probe: has(RULE_KEY, {
        "spec.trafficPolicy": {
          equals: {
            outlierDetection: {
              consecutive5xxErrors: 1,
              interval: "5s",
              baseEjectionTime: "5s",
              maxEjectionPercent: 100,
            },
          },
        },
      }),
      hint: SHOW_RULE,
    },
    {
      says: "simple-web's proxy has these values",
      needs: "mesh",
      probe: cluster({
        matches: allOf('"consecutive5xx": 1\\b', '"baseEjectionTime": "5s"'),
      }),
      hint: SHOW_CLUSTER,
    },
    {
      says: "At least 90 % of the requests succeed, and meanwhile an endpoint is left out",
      needs: "traffic",
      probe: load(TWO_CALLERS, {
        codes: { 200: { min: 0.9 } },
        meanwhile: endpoints({ matches: "^\\S+:8080\\s+HEALTHY\\s+FAILED\\s" }),
      }),
      timeoutMs: LOAD_MS,
      until: "3.66",
      hint: SHOW_ENDPOINTS,
    },
    {
      says: "simple-web's proxy ejected an endpoint at least once",
      needs: "traffic",
      inTurn: true,
      probe: counters("outlier_detection", {
        matches: "\\.outlier_detection\\.ejections_enforced_total: [1-9]\\d*$",
      }),
      until: "3.66",
      hint: SHOW_EJECTIONS,
    },
    {
      says: "Once the load has ended all three endpoints get requests again",
      needs: "mesh",
      inTurn: true,
      probe: endpoints({ matches: endpointsInUse(3) }),
      timeoutMs: 60_000,
      until: "3.66",
      hint: "The n-th ejection of an endpoint lasts n times 5 s.",
    },
  ],
  load: TWO_CALLERS,
});
