import { allOf, onHost, step } from "../../step.js";
import { storeTraffic } from "../calls.js";
import { requestsBy, statsOf } from "../proxy-stats.js";

const synced = (name: string): string => `^${name}-\\S+\\s+\\S+(\\s+SYNCED){4}\\s+NOT SENT\\s`;

export default step({
  checks: [
    {
      says: "Three proxies are in sync: the gateway's, webapp's and catalog's",
      probe: onHost(["istioctl", "proxy-status"], {
        matches: allOf(synced("catalog"), synced("istio-ingressgateway"), synced("webapp")),
        lacks: "\\sSTALE\\s",
      }),
      hint: "kubectl logs -n istio-system deploy/istiod",
      until: "the end",
    },
    {
      says: "catalog's proxy has counted requests from webapp, with all that a request has",
      probe: statsOf("catalog", {
        matches: requestsBy("destination", {
          source_workload: "webapp",
          source_principal: "spiffe://cluster\\.local/ns/istioinaction/sa/webapp",
          destination_workload: "catalog",
          destination_service: "catalog\\.istioinaction\\.svc\\.cluster\\.local",
          response_code: "200",
          connection_security_policy: "mutual_tls",
        }),
        after: storeTraffic(2),
      }),
      until: "the next change" as const,
      hint: "Requests before its last start are not counted: send one more.",
    },
    {
      says: "webapp's proxy has counted the same requests as their sender",
      probe: statsOf("webapp", {
        matches: requestsBy("source", {
          source_workload: "webapp",
          destination_workload: "catalog",
          response_code: "200",
          connection_security_policy: "unknown",
        }),
        after: storeTraffic(2),
      }),
      until: "the next change" as const,
    },
    {
      says: "webapp's proxy tells of its connection to istiod, and nothing of its calls to clusters",
      probe: statsOf("webapp", {
        matches: "^cluster\\.xds-grpc\\.",
        lacks: "^cluster\\.outbound\\|80\\|\\|catalog",
      }),
      until: "4.5",
      hint: "A Deployment with other proxyStatsMatcher settings keeps more: see step 4.5.",
    },
  ],
});
