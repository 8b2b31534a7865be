import { apply, some, step } from "../../step.js";
import { callsSucceed } from "../backend-faults.js";
import { simpleWebProxy, toBackends } from "../simple-proxy.js";
import { backendRoute, retryCodes } from "../simple-routing.js";

/** Any 5xx, and the codes that the EnvoyFilter names. */
const retryOn = "5xx,retriable-status-codes";

export default step({
  change: apply("routing", retryCodes, backendRoute({ retries: { attempts: 2, retryOn } })),
  checks: [
    {
      says: "simple-web's proxy tries 408 and 400 again, 50 ms later",
      probe: simpleWebProxy.routes(
        "80",
        toBackends({
          retryPolicy: {
            retryOn,
            retriableStatusCodes: some(408, 400),
            retryBackOff: { baseInterval: "0.050s" },
          },
        }),
      ),
    },
    { ...callsSucceed, until: "3.55" },
  ],
});
