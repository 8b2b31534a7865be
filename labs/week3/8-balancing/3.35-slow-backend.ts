import { NAMESPACE } from "../../apps/app.js";
import { simpleBackend1, slow } from "../../apps/simple-backend.js";
import { apply, onHost, step } from "../../step.js";
import { NOT_OK, linesLike, timedCalls } from "../simple-calls.js";

/** Each backend pod's name and how long it takes to answer. */
const BACKEND_DELAYS =
  'jsonpath={range .items[*]}{.metadata.name}{" "}{.spec.containers[?(@.name=="simple-backend")].env[?(@.name=="TIMING_50_PERCENTILE")].value}{"\\n"}{end}';

/** A call that took nearly a second or more. */
const SLOW_CALL = "200 (?:0\\.9|[1-9])";

export default step({
  change: apply("simple-web", simpleBackend1({ behaviour: slow })),
  checks: [
    {
      says: "Of the three backend pods exactly one takes a second, the others 150 ms",
      needs: "objects",
      probe: onHost(
        [
          ...["kubectl", "get", "pod", "-n", NAMESPACE, "-l", "app=simple-backend"],
          ...["-o", BACKEND_DELAYS],
        ],
        {
          matches: "^simple-backend-1-\\S+ 1000ms$",
          lacks:
            "^simple-backend-2-\\S+ 1000ms$|1000ms[\\s\\S]*1000ms|^simple-backend-1-\\S+ 150ms$",
        },
      ),
      timeoutMs: 120_000,
      hint: `kubectl get pod -n ${NAMESPACE} -l app=simple-backend: an old pod may still be leaving.`,
    },
    {
      says: "Of 20 calls between 3 and 11 take a second",
      probe: timedCalls(20, {
        matches: linesLike(SLOW_CALL, 3),
        lacks: `${linesLike(SLOW_CALL, 12)}|${NOT_OK}`,
      }),
      until: "3.36",
      hint: `kubectl describe pod -n ${NAMESPACE} -l app=simple-backend | grep TIMING_50`,
    },
  ],
});
