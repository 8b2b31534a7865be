import { fortioCommand } from "../load-runs.js";
import { all, apply } from "../state.js";
import type { Step } from "../week.js";
import { breaker } from "./backend-policies.js";
import { limits, SHOW_OVERFLOW, SHOW_WEB_LOG, TURNED_AWAY } from "./breaker-limits.js";
import { allSucceed, load, LOAD_MS, TWO_CALLERS } from "./fortio.js";
import { allOf, countFrom, counters, SHOW_CLUSTER } from "./proxies.js";
import { answers, CURL } from "./simple-calls.js";

/** Phase K, last part: wider limits, and how the caller knows (weeks/week3.md 5). */
export const phaseKLimits: readonly Step[] = [
  {
    id: "3.60",
    type: "M",
    title: "Allow two requests at a time",
    lesson: "A second place under way, and nearly all succeed: the backend could do it all along.",
    commands: [
      `${SHOW_CLUSTER} | grep maxRequests`,
      fortioCommand(TWO_CALLERS),
      SHOW_WEB_LOG,
      SHOW_OVERFLOW,
    ],
    load: TWO_CALLERS,
    patch: all(apply("routing", breaker({ requests: 2, pending: 1 })), countFrom("3.60")),
    checks: [
      ...limits(2, 1, "3.61"),
      {
        says: "At least 60 % of the requests succeed, more than the half of 3.59",
        needs: "traffic",
        probe: load(TWO_CALLERS, { codes: { 200: { min: 0.6 } } }),
        timeoutMs: 2 * LOAD_MS,
        until: "3.61",
        hint: SHOW_OVERFLOW,
      },
    ],
    deviation:
      "The notes count 97 %, on the bed it is 67 to 84 %: a connection serves one request here, and until the next one is open a second caller finds the queue full. The limits are fields of the lab's own DestinationRule, where the notes use `kubectl patch`: the preview shows the one that changes.",
  },
  {
    id: "3.61",
    type: "M",
    title: "Let two requests wait",
    lesson: "A longer queue turns nobody away, and everybody waits longer.",
    commands: [
      `${SHOW_CLUSTER} | grep maxPendingRequests`,
      fortioCommand(TWO_CALLERS),
      SHOW_OVERFLOW,
    ],
    load: TWO_CALLERS,
    patch: all(apply("routing", breaker({ requests: 2, pending: 2 })), countFrom("3.61")),
    checks: [
      ...limits(2, 2, "3.62"),
      { ...allSucceed, until: "3.62", hint: SHOW_OVERFLOW },
      {
        says: "Connections overflowed, and no request was turned away",
        needs: "traffic",
        inTurn: true,
        probe: counters("overflow", {
          matches: allOf("\\.upstream_cx_overflow: [1-9]\\d*$", `${TURNED_AWAY}: 0$`),
          lacks: `${TURNED_AWAY}: [1-9]`,
        }),
        until: "3.62",
        hint: SHOW_OVERFLOW,
      },
    ],
  },
  {
    id: "3.62",
    type: "M",
    title: "How the caller knows",
    lesson: "The header x-envoy-overloaded tells an application that it may fall back at once.",
    commands: [fortioCommand(TWO_CALLERS), `${CURL} | jq ".upstream_calls[0].headers"`],
    load: TWO_CALLERS,
    patch: all(apply("routing", breaker({ requests: 1, pending: 1 })), countFrom("3.62")),
    checks: [
      ...limits(1, 1, "3.63"),
      {
        says: "Of 20 calls at once some fail, and say that the proxy was overloaded",
        needs: "traffic",
        probe: answers(
          20,
          { matches: allOf('"X-Envoy-Overloaded": "true"', '"code": 500') },
          "at once",
        ),
        timeoutMs: 60_000,
        until: "3.63",
        hint: "simple-web shows the headers of the backend's answer: the proxy wrote this one.",
      },
    ],
    deviation: "The check sends its 20 calls at once, which needs no load beside them.",
  },
];
