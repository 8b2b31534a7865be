import { apply } from "../../state.js";
import { step } from "../../step.js";
import { isHidden } from "../backend-faults.js";
import { retry5xx } from "../backend-policies.js";
import { simpleWebProxy, toBackends } from "../proxies.js";

export default step({
  change: apply("routing", retry5xx),
  checks: [
    {
      says: "simple-web's proxy retries on 5xx too",
      probe: simpleWebProxy.routes("80", toBackends({ retryPolicy: { retryOn: "5xx" } })),
    },
    isHidden,
  ],
});
