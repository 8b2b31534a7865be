import { board, curves, number } from "../dashboards/build.js";
import { answeredIn, requests, success } from "../dashboards/queries.js";

const BY_WEBAPP = 'reporter="source", source_workload="webapp"';

/** Week 4: what is scraped, what proxies count of each call, and how istiod fares. */
export const text = board("week4", "Istio Lab, week 4: observability", [
  {
    title: "What Prometheus scrapes (4.12 to 4.17)",
    panels: [
      number("Proxies that are scraped", "none", 'sum(up{job=~".*envoy-stats.*"})'),
      number("istiods that are scraped", "none", 'sum(up{job="pilot"})'),
      number("Requests into the mesh", "reqps", requests('source_workload="istio-ingressgateway"')),
      number(
        "Answered well at the gateway",
        "percentunit",
        success('source_workload="istio-ingressgateway"'),
      ),
      curves("Targets that are up, by job", "none", ["sum(up) by (job)", "{{ job }}"]),
      curves("Samples of a scrape", "short", ["sum(scrape_samples_scraped) by (job)", "{{ job }}"]),
    ],
  },
  {
    title: "What both sides count (4.3, 4.17)",
    panels: [
      curves("Requests by side, caller and called", "reqps", [
        requests('source_workload!=""', "reporter", "source_workload", "destination_workload"),
        "{{ reporter }}: {{ source_workload }} to {{ destination_workload }}",
      ]),
      curves("Requests by what the called side says of TLS", "reqps", [
        requests('reporter="destination"', "destination_workload", "connection_security_policy"),
        "{{ destination_workload }}: {{ connection_security_policy }}",
      ]),
    ],
  },
  {
    title: "Dimensions of one's own (4.18 to 4.26)",
    panels: [
      curves("webapp's calls by operation", "reqps", [
        requests(`${BY_WEBAPP}, upstream_operation!=""`, "upstream_operation"),
        "{{ upstream_operation }}",
      ]),
      curves("webapp's calls by the version of the proxy that they come to", "reqps", [
        requests(`${BY_WEBAPP}, upstream_proxy_version!=""`, "upstream_proxy_version"),
        "proxy {{ upstream_proxy_version }}",
      ]),
      curves(
        "Time to answer, as webapp's proxy sees it",
        "s",
        [answeredIn(0.5, BY_WEBAPP), "P50"],
        [answeredIn(0.99, BY_WEBAPP), "P99"],
      ),
    ],
  },
  {
    title: "istiod (4.7 to 4.10)",
    panels: [
      curves("Time until a change has reached the proxies", "s", [
        "histogram_quantile(0.99, sum(rate(pilot_proxy_convergence_time_bucket[5m])) by (le))",
        "P99",
      ]),
      curves(
        "What istiod knows",
        "none",
        ["max(pilot_services)", "services"],
        ["max(pilot_virt_services)", "virtual services"],
        ["sum(pilot_xds)", "proxies"],
      ),
      curves("Pushes by type", "ops", ["sum(rate(pilot_xds_pushes[1m])) by (type)", "{{ type }}"]),
    ],
  },
]);
