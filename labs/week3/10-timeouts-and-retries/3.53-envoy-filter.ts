import { all, apply } from "../../state.js";
import { step } from "../../step.js";
import { isHidden } from "../backend-faults.js";
import { retryListed } from "../backend-policies.js";
import { simpleWebProxy, toBackends } from "../proxies.js";
import { retryCodes } from "../simple-routing.js";
import { some } from "../../tree.js";

export default step({
  change: all(apply("routing", retryCodes), apply("routing", retryListed)),
  checks: [
    {
      says: "simple-web's proxy tries 408 and 400 again, 50 ms later",
      probe: simpleWebProxy.routes(
        "80",
        toBackends({
          retryPolicy: {
            retryOn: "5xx,retriable-status-codes",
            retriableStatusCodes: some(408, 400),
            retryBackOff: { baseInterval: "0.050s" },
          },
        }),
      ),
    },
    { ...isHidden, until: "3.55" },
  ],
});
