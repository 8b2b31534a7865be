import { hostOf } from "../../apps/app.js";
import { OK } from "../../apps/catalog-answers.js";
import { outbound, sidecar } from "../../proxies.js";
import { apply, shareByChance, somewhere, step } from "../../step.js";
import { CATALOG_URL } from "../load.js";
import { catalogRoute, retrySpec } from "../routing.js";
import { FAULT_SHARE } from "./fault-switch.js";

export default step({
  change: apply("routing", catalogRoute(retrySpec)),
  checks: [
    {
      says: "webapp's sidecar has the retry policy on its route to catalog",
      probe: sidecar("webapp").routes(
        "80",
        somewhere({
          cluster: outbound(hostOf("catalog")),
          retryPolicy: { retryOn: "5xx", numRetries: 3, perTryTimeout: "2s" },
        }),
      ),
      hint: "istioctl proxy-status tells whether webapp is in sync.",
    },
    {
      says: "At least 85 % of 200 requests succeed, with the fault still on",
      probe: shareByChance(200, CATALOG_URL, OK, {
        expected: 1 - FAULT_SHARE ** 4,
        min: 0.85,
        max: 1,
        confidence: 0.9999,
      }),
      until: "1.51",
      hint: "The retries happen in webapp's sidecar: does webapp have one?",
    },
  ],
});
