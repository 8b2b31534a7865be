import { items } from "../../apps/catalog-answers.js";
import { get, step } from "../../step.js";
import { STORE, STORE_URL } from "../calls.js";

export default step({
  checks: [
    {
      says: "webapp answers with catalog's four items",
      probe: get(STORE_URL, { ...STORE, json: items }),
      timeoutMs: 60_000,
      hint: "istioctl proxy-status shows whether all three proxies have their configuration.",
    },
  ],
});
