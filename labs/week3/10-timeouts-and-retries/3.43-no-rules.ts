import { NAMESPACE } from "../../apps/app.js";
import { simpleBackend1, simpleBackend2 } from "../../apps/simple-backend.js";
import { simpleWeb } from "../../apps/simple-web.js";
import { absent, all, apply, available, remove, step } from "../../step.js";
import { DESCRIBE_DELAYS } from "../backend-faults.js";
import { linesLike, timedCalls } from "../simple-calls.js";
import { RULE_KEY } from "../simple-routing.js";

export default step({
  change: all(
    apply("simple-web", simpleWeb(), simpleBackend1(), simpleBackend2()),
    remove(RULE_KEY),
  ),
  checks: [
    {
      says: "No pod of simple-web has a zone any more",
      probe: available(NAMESPACE, "simple-web", {
        spec: { template: { metadata: { labels: { "istio-locality": absent } } } },
      }),
      timeoutMs: 120_000,
    },
    {
      says: "Ten calls succeed, each within half a second",
      probe: timedCalls(10, { matches: linesLike("200 0\\.[0-4]", 10) }),
      timeoutMs: 60_000,
      hint: DESCRIBE_DELAYS,
    },
  ],
});
