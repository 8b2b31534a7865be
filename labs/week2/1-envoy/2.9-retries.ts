import { answers, counts, get, runContainers, step } from "../../step.js";
import { proxy } from "../containers.js";
import { ADMIN_PORT, withRetries } from "../envoy-config.js";
import { ADMIN, counter, throughProxy } from "../proxy-calls.js";

const failing = throughProxy("/status/500");

export default step({
  change: runContainers(
    proxy(withRetries, {
      ports: [{ hostPort: ADMIN_PORT, containerPort: ADMIN_PORT, purpose: "Envoy's admin page" }],
    }),
  ),
  checks: [
    {
      says: "The admin page is on the host",
      needs: "containers",
      probe: get(`http://127.0.0.1:${ADMIN_PORT}/ready`),
      hint: "docker port proxy",
    },
    {
      says: "The client gets the error, once",
      probe: answers(failing, { status: 500 }),
    },
    {
      says: "Envoy has sent the request four times: three of them were retries",
      probe: counts(
        ADMIN,
        {
          [counter("upstream_rq_total")]: 4,
          [counter("upstream_rq_retry")]: 3,
          [counter("retry.upstream_rq_500")]: 3,
          [counter("retry.upstream_rq_completed")]: 3,
        },
        failing,
      ),
      hint: 'curl -s "http://127.0.0.1:15000/stats?filter=retry"',
    },
  ],
});
