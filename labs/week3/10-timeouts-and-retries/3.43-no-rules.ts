import { NAMESPACE } from "../../apps/app.js";
import { simpleBackend1, simpleBackend2 } from "../../apps/simple-backend.js";
import { simpleWeb } from "../../apps/simple-web.js";
import { available, lacks } from "../../probes.js";
import { all, apply, remove } from "../../state.js";
import { step } from "../../step.js";
import { linesLike, timedCalls } from "../simple-calls.js";
import { RULE_KEY } from "../simple-routing.js";
import { describeDelays } from "./timeouts-common.js";

export default step({
  change: all(
    apply("simple-web", simpleWeb(), simpleBackend1(), simpleBackend2()),
    remove(RULE_KEY),
  ),
  checks: [
    {
      says: "There is no DestinationRule simple-backend-dr",
      needs: "objects",
      probe: lacks(RULE_KEY),
      until: "3.57",
      hint: `kubectl get dr -n ${NAMESPACE}`,
    },
    {
      says: "No pod of simple-web has a zone any more",
      needs: "objects",
      probe: available(NAMESPACE, "simple-web", {
        'spec.template.metadata.labels["istio-locality"]': { absent: true },
      }),
      timeoutMs: 120_000,
      hint: `kubectl get deploy -n ${NAMESPACE} simple-web -o yaml`,
    },
    {
      says: "Ten calls succeed, each within half a second",
      needs: "traffic",
      probe: timedCalls(10, { matches: linesLike("200 0\\.[0-4]", 10) }),
      timeoutMs: 60_000,
      until: "3.44",
      hint: describeDelays,
    },
  ],
});
