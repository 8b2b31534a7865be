import { absent, answers, exactly, runContainers, step } from "../../step.js";
import { httpbin } from "../containers.js";
import { toHttpbin } from "../proxy-calls.js";

export default step({
  change: runContainers(httpbin),
  checks: [
    {
      says: "httpbin answers, and no proxy has touched the request",
      probe: answers(toHttpbin("/headers"), {
        json: {
          headers: {
            Host: exactly(["httpbin:8000"]),
            "X-Request-Id": absent,
            "X-Forwarded-Proto": absent,
            "X-Envoy-Expected-Rq-Timeout-Ms": absent,
          },
        },
      }),
    },
  ],
});
