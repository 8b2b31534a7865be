import { NAMESPACE } from "../../apps/app.js";
import { simpleBackend1, slow } from "../../apps/simple-backend.js";
import { apply, available, step } from "../../step.js";
import { DESCRIBE_DELAYS, backendEnv } from "../backend-faults.js";
import { NOT_OK, timedCalls } from "../simple-calls.js";

export default step({
  change: apply("simple-web", simpleBackend1({ behaviour: slow })),
  checks: [
    {
      says: "simple-backend-1 takes a second",
      probe: available(
        NAMESPACE,
        "simple-backend-1",
        backendEnv({ TIMING_50_PERCENTILE: { value: "1000ms" } }),
      ),
      timeoutMs: 120_000,
      hint: DESCRIBE_DELAYS,
    },
    {
      says: "All of 20 calls succeed, and some take more than a second",
      probe: timedCalls(20, { matches: "^200 [1-9]", lacks: NOT_OK }),
      timeoutMs: 60_000,
      hint: DESCRIBE_DELAYS,
      until: "the next change",
    },
  ],
});
