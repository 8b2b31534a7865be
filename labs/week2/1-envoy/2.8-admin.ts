import type { CheckDraft } from "../../checks.js";
import { answers, counts, exactly, somewhere, step } from "../../step.js";
import { HTTPBIN_CLUSTER } from "../envoy-config.js";
import { ADMIN, counter, throughProxy, toAdmin } from "../proxy-calls.js";

const checks: readonly CheckDraft[] = [
  {
    says: "Envoy listens on 15001, and nowhere else",
    probe: answers(toAdmin("/listeners"), {
      body: "^\\s*httpbin-demo::(0\\.0\\.0\\.0|127\\.0\\.0\\.1):15001\\s*$",
    }),
  },
  {
    says: "It has no certificates",
    probe: answers(toAdmin("/certs"), { json: { certificates: exactly([]) } }),
  },
  {
    says: "Its only cluster has one endpoint, which is healthy",
    probe: answers(toAdmin("/clusters"), {
      body: `^${HTTPBIN_CLUSTER}::\\S+:8000::health_flags::healthy$`,
    }),
  },
  {
    says: "Its configuration has the route that was written",
    probe: answers(toAdmin("/config_dump"), {
      json: somewhere({
        name: "httpbin_local_route",
        virtual_hosts: [{ name: "httpbin_local_service", domains: ["*"] }],
      }),
    }),
  },
  {
    says: "Its stats say that one endpoint is healthy",
    probe: answers(toAdmin("/stats"), {
      body: `^cluster\\.${HTTPBIN_CLUSTER}\\.membership_healthy: 1$`,
    }),
  },
  {
    says: "They are there for Prometheus as well",
    probe: answers(toAdmin("/stats/prometheus"), {
      body: `^envoy_cluster_default_total_match_count\\{envoy_cluster_name="${HTTPBIN_CLUSTER}"\\} \\d+`,
    }),
  },
  {
    says: "A request makes the counters of requests and of answers with 200 grow by one",
    probe: counts(
      ADMIN,
      { [counter("upstream_rq_total")]: 1, [counter("upstream_rq_200")]: 1 },
      throughProxy("/headers"),
    ),
    hint: 'docker run --rm --network week2 curlimages/curl:8.13.0 curl -s "http://proxy:15000/stats?filter=upstream_rq"',
  },
];

// nothing changes here, so nothing but the next change of the proxy ends them
export default step({
  checks: checks.map((check) => ({ ...check, until: "the next change" as const })),
});
