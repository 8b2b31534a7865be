import { answers, exactly, runContainers, somewhere, step } from "../../step.js";
import { proxy } from "../containers.js";
import { HTTPBIN_CLUSTER, withTimeout } from "../envoy-config.js";
import { throughProxy, toAdmin } from "../proxy-calls.js";

export default step({
  change: runContainers(proxy(withTimeout)),
  checks: [
    {
      says: "httpbin is told that it has one second",
      probe: answers(throughProxy("/headers"), {
        json: { headers: { "X-Envoy-Expected-Rq-Timeout-Ms": exactly(["1000"]) } },
      }),
    },
    {
      says: "The route that Envoy works with has the timeout",
      probe: answers(toAdmin("/config_dump"), {
        json: somewhere({ route: { cluster: HTTPBIN_CLUSTER, timeout: "1s" } }),
      }),
      hint: "docker run --rm --network week2 curlimages/curl:8.13.0 curl -s http://proxy:15000/config_dump",
    },
  ],
});
