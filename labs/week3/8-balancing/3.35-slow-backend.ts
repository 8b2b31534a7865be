import { NAMESPACE } from "../../apps/app.js";
import { simpleBackend1, slow } from "../../apps/simple-backend.js";
import { apply, by, onHost, only, step, type TreeMap } from "../../step.js";
import { NOT_OK, linesLike, timedCalls } from "../simple-calls.js";

/** A pod of a backend that takes so long to answer. */
const podOf = (deployment: string, delay: string): TreeMap => ({
  metadata: { name: new RegExp(`^${deployment}-`, "m") },
  spec: {
    containers: by("name", {
      "simple-backend": { env: by("name", { TIMING_50_PERCENTILE: { value: delay } }) },
    }),
  },
});

const PODS = ["kubectl", "get", "pod", "-n", NAMESPACE, "-l", "app=simple-backend", "-o", "json"];

/** A call that took nearly a second or more. */
const SLOW_CALL = "200 (?:0\\.9|[1-9])";

export default step({
  change: apply("simple-web", simpleBackend1({ behaviour: slow })),
  checks: [
    {
      says: "Of the three backend pods exactly one takes a second, the others 150 ms",
      needs: "objects",
      probe: onHost(PODS, {
        json: {
          items: only(
            podOf("simple-backend-1", "1000ms"),
            podOf("simple-backend-2", "150ms"),
            podOf("simple-backend-2", "150ms"),
          ),
        },
      }),
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
