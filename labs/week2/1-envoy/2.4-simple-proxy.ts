import { answers, exactly, runContainers, step } from "../../step.js";
import { proxy } from "../containers.js";
import { simple } from "../envoy-config.js";
import { throughProxy, toAdmin } from "../proxy-calls.js";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export default step({
  change: runContainers(proxy(simple)),
  checks: [
    {
      says: "Envoy is live",
      probe: answers(toAdmin("/ready"), { body: "^LIVE" }),
      hint: "docker logs proxy",
    },
    {
      says: "httpbin gets the request with its own name, a request id, and 15 s to answer",
      probe: answers(throughProxy("/headers"), {
        json: {
          headers: {
            Host: exactly(["httpbin"]),
            "X-Envoy-Expected-Rq-Timeout-Ms": exactly(["15000"]),
            "X-Forwarded-Proto": exactly(["http"]),
            "X-Request-Id": [UUID],
          },
        },
      }),
    },
  ],
});
