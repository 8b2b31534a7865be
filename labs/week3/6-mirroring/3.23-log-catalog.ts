import { apply, step } from "../../step.js";
import { accessLog } from "../mesh-objects.js";
import { storeTraffic } from "../store-calls.js";
import { showAccessLog, sidecarOf } from "../store-proxies.js";

export default step({
  change: apply("routing", accessLog("catalog")),
  checks: [
    {
      says: "The proxy of catalog v1 logs each request",
      probe: {
        kind: "log",
        in: sidecarOf("catalog"),
        matches: '"GET /items',
        atLeast: 5,
        after: storeTraffic(5),
      },
      hint: showAccessLog("catalog"),
    },
  ],
});
