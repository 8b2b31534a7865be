import { NAMESPACE } from "../apps/app.js";
import { simpleBackend1 } from "../apps/simple-backend.js";
import { available, share } from "../probes.js";
import { apply } from "../state.js";
import type { Step } from "../week.js";
import { BACKEND_ENV, DESCRIBE_ERRORS } from "./backend-faults.js";
import { allOf, endpoints, endpointsInUse, SHOW_ENDPOINTS } from "./proxies.js";
import {
  answers,
  countBackends,
  FROM_BACKEND_1,
  FROM_BACKEND_2,
  SIMPLE_WEB_HEADERS,
  SIMPLE_WEB_URL,
} from "./simple-calls.js";
import { inZoneA } from "./zones.js";

/** Twice the first ejection: an endpoint that was ejected before stays out for longer. */
const BACK_MS = 120_000;

/** Phase I, last part: the farther endpoints when the near one fails, and back (weeks/week3.md 5). */
export const phaseIFailover: readonly Step[] = [
  {
    id: "3.41",
    type: "M",
    title: "The near backend fails",
    lesson: "One error ejects the only endpoint of zone a, and the calls spill over to zone b.",
    commands: [countBackends(10), countBackends(50), SHOW_ENDPOINTS, `${SHOW_ENDPOINTS} -o json`],
    patch: apply(
      "simple-web",
      simpleBackend1({ behaviour: { errorCode: 500, errorRate: "1" }, locality: inZoneA }),
    ),
    checks: [
      {
        says: "simple-backend-1 answers every request with 500",
        needs: "objects",
        probe: available(NAMESPACE, "simple-backend-1", {
          [`${BACKEND_ENV}[name=ERROR_RATE].value`]: { equals: "1" },
          [`${BACKEND_ENV}[name=ERROR_CODE].value`]: { equals: "500" },
        }),
        timeoutMs: 120_000,
        until: "3.42",
        hint: DESCRIBE_ERRORS,
      },
      {
        says: "Of ten calls some are answered by simple-backend-2",
        needs: "traffic",
        probe: answers(10, { matches: FROM_BACKEND_2.body }),
        timeoutMs: 60_000,
        until: "3.42",
        hint: SHOW_ENDPOINTS,
      },
      {
        says: "The failing endpoint is ejected",
        needs: "traffic",
        probe: endpoints({
          matches: allOf(endpointsInUse(2), "^\\S+:8080\\s+HEALTHY\\s+FAILED\\s"),
        }),
        timeoutMs: 60_000,
        until: "3.42",
        hint: "It is taken back after 30 s times the number of its ejections, and ejected at the next call.",
      },
      {
        says: "All of 30 calls are answered by simple-backend-2",
        needs: "traffic",
        probe: share(30, SIMPLE_WEB_URL, FROM_BACKEND_2, 1, 1, { headers: SIMPLE_WEB_HEADERS }),
        timeoutMs: BACK_MS,
        until: "3.42",
        hint: SHOW_ENDPOINTS,
      },
    ],
  },
  {
    id: "3.42",
    type: "M",
    title: "The near backend is well again",
    lesson: "A new pod is a new endpoint: the calls come home without anybody's doing.",
    commands: [countBackends(10), SHOW_ENDPOINTS],
    patch: apply("simple-web", simpleBackend1({ locality: inZoneA })),
    checks: [
      {
        says: "simple-backend-1 answers well",
        needs: "objects",
        probe: available(NAMESPACE, "simple-backend-1", {
          [`${BACKEND_ENV}[name=ERROR_RATE]`]: { absent: true },
        }),
        timeoutMs: 120_000,
        until: "3.47",
        hint: DESCRIBE_ERRORS,
      },
      {
        says: "All of 30 calls are answered by simple-backend-1 again",
        needs: "traffic",
        probe: share(30, SIMPLE_WEB_URL, FROM_BACKEND_1, 1, 1, { headers: SIMPLE_WEB_HEADERS }),
        timeoutMs: BACK_MS,
        until: "3.43",
        hint: SHOW_ENDPOINTS,
      },
    ],
  },
];
