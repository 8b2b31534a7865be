import { ejected, inUse } from "../../proxies.js";
import { all, apply, listOf, some, step } from "../../step.js";
import { LOAD_MS, TWO_CALLERS, load } from "../fortio.js";
import {
  BACKEND_CLUSTER,
  SHOW_ENDPOINTS,
  backendCluster,
  countFrom,
  counters,
  showCounters,
  simpleWebProxy,
} from "../simple-proxy.js";
import { backendTrafficPolicy } from "../simple-routing.js";

const SHOW_EJECTIONS = showCounters("outlier");

/** One 5xx answer ejects an endpoint, for so long times the number of its ejections. */
const outlierDetection = {
  consecutive5xxErrors: 1,
  interval: "5s",
  baseEjectionTime: "5s",
  maxEjectionPercent: 100,
};

export default step({
  change: all(apply("routing", backendTrafficPolicy({ outlierDetection })), countFrom("3.65")),
  checks: [
    {
      says: "simple-web's proxy has these values",
      probe: backendCluster({ outlierDetection: { consecutive5xx: 1, baseEjectionTime: "5s" } }),
      until: "the end",
    },
    {
      says: "At least 90 % of the requests succeed, and meanwhile an endpoint is left out",
      probe: load(TWO_CALLERS, {
        codes: { 200: { min: 0.9 } },
        meanwhile: simpleWebProxy.endpoints(BACKEND_CLUSTER, [{ hostStatuses: some(ejected) }]),
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
      probe: simpleWebProxy.endpoints(BACKEND_CLUSTER, [{ hostStatuses: listOf(3, inUse) }]),
      timeoutMs: 60_000,
      hint: "The n-th ejection of an endpoint lasts n times 5 s.",
    },
  ],
  load: TWO_CALLERS,
});
