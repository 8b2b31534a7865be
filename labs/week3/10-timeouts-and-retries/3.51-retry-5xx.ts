import { apply, step } from "../../step.js";
import { callsSucceed } from "../backend-faults.js";
import { simpleWebProxy, toBackends } from "../simple-proxy.js";
import { backendRoute } from "../simple-routing.js";

export default step({
  change: apply("routing", backendRoute({ retries: { attempts: 2, retryOn: "5xx" } })),
  checks: [
    {
      says: "simple-web's proxy retries on 5xx too",
      probe: simpleWebProxy.routes("80", toBackends({ retryPolicy: { retryOn: "5xx" } })),
    },
    callsSucceed,
  ],
});
