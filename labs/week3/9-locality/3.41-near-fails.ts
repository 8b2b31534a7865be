import { NAMESPACE } from "../../apps/app.js";
import { simpleBackend1 } from "../../apps/simple-backend.js";
import { ejected, inUse } from "../../proxies.js";
import { apply, available, only, share, step } from "../../step.js";
import { DESCRIBE_ERRORS, backendEnv } from "../backend-faults.js";
import { FROM_BACKEND_2, SIMPLE_WEB_HEADERS, SIMPLE_WEB_URL, answers } from "../simple-calls.js";
import { BACKEND_CLUSTER, SHOW_ENDPOINTS, simpleWebProxy } from "../simple-proxy.js";
import { BACK_MS, inZoneA } from "./zones.js";

export default step({
  change: apply(
    "simple-web",
    simpleBackend1({ behaviour: { errorCode: 500, errorRate: "1" }, locality: inZoneA }),
  ),
  checks: [
    {
      says: "simple-backend-1 answers every request with 500",
      probe: available(
        NAMESPACE,
        "simple-backend-1",
        backendEnv({ ERROR_RATE: { value: "1" }, ERROR_CODE: { value: "500" } }),
      ),
      timeoutMs: 120_000,
      hint: DESCRIBE_ERRORS,
    },
    {
      says: "Of ten calls some are answered by simple-backend-2",
      probe: answers(10, { matches: FROM_BACKEND_2.body }),
      timeoutMs: 60_000,
      hint: SHOW_ENDPOINTS,
    },
    {
      says: "The failing endpoint is ejected",
      needs: "traffic",
      inTurn: true,
      probe: simpleWebProxy.endpoints(BACKEND_CLUSTER, [
        { hostStatuses: only(ejected, inUse, inUse) },
      ]),
      timeoutMs: 60_000,
      hint: "It is taken back after 30 s times the number of its ejections, and ejected at the next call.",
    },
    {
      says: "All of 30 calls are answered by simple-backend-2",
      probe: share(30, SIMPLE_WEB_URL, FROM_BACKEND_2, 1, 1, { headers: SIMPLE_WEB_HEADERS }),
      timeoutMs: BACK_MS,
      hint: SHOW_ENDPOINTS,
    },
  ],
});
