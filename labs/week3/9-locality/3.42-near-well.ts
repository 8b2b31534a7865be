import { NAMESPACE } from "../../apps/app.js";
import { simpleBackend1 } from "../../apps/simple-backend.js";
import { absent, apply, available, share, step } from "../../step.js";
import { DESCRIBE_ERRORS, backendEnv } from "../backend-faults.js";
import { FROM_BACKEND_1, SIMPLE_WEB_HEADERS, SIMPLE_WEB_URL } from "../simple-calls.js";
import { SHOW_ENDPOINTS } from "../simple-proxy.js";
import { BACK_MS, inZoneA } from "./zones.js";

export default step({
  change: apply("simple-web", simpleBackend1({ locality: inZoneA })),
  checks: [
    {
      says: "simple-backend-1 answers well",
      probe: available(NAMESPACE, "simple-backend-1", backendEnv({ ERROR_RATE: absent })),
      timeoutMs: 120_000,
      hint: DESCRIBE_ERRORS,
    },
    {
      says: "All of 30 calls are answered by simple-backend-1 again",
      probe: share(30, SIMPLE_WEB_URL, FROM_BACKEND_1, 1, 1, { headers: SIMPLE_WEB_HEADERS }),
      timeoutMs: BACK_MS,
      hint: SHOW_ENDPOINTS,
    },
  ],
});
