import { answers, counts, step } from "../../step.js";
import { ADMIN, counter, throughProxy } from "../proxy-calls.js";

export default step({
  checks: [
    {
      says: "An answer after half a second comes through",
      probe: answers(throughProxy("/delay/0.5"), {
        json: { method: "GET", url: "http://httpbin/delay/0.5" },
      }),
      until: "the next change",
    },
    {
      says: "One after two seconds does not: Envoy answers for the slow service",
      probe: answers(throughProxy("/delay/2"), {
        status: 504,
        body: "^upstream request timeout$",
      }),
      until: "the next change",
    },
    {
      says: "Envoy counts each such timeout",
      probe: counts(ADMIN, { [counter("upstream_rq_timeout")]: 1 }, throughProxy("/delay/2")),
      until: "the next change",
      hint: 'docker run --rm --network week2 curlimages/curl:8.13.0 curl -s "http://proxy:15000/stats?filter=timeout"',
    },
  ],
});
