import { apply, step } from "../../step.js";
import { accessLog } from "../mesh-objects.js";
import { storeTraffic } from "../store-calls.js";
import { showAccessLog, sidecarOf } from "../store-proxies.js";

/** Lines of webapp's proxy for one call: the one that came in, and the one that it made for it. */
const LOGGED = [
  { what: "the call that webapp makes", line: '"GET /items' },
  { what: "the call that webapp gets", line: '"GET /api/catalog' },
] as const;

export default step({
  change: apply("routing", accessLog("webapp")),
  checks: [
    ...LOGGED.map(({ what, line }) => ({
      says: `webapp's proxy logs ${what}`,
      probe: {
        kind: "log" as const,
        in: sidecarOf("webapp"),
        matches: line,
        atLeast: 3,
        after: storeTraffic(3),
      },
      until: "3.17" as const,
      hint: showAccessLog("webapp"),
    })),
  ],
});
