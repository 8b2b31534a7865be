import { board, curves, number } from "../dashboards/build.js";
import { answeredIn, requests, success } from "../dashboards/queries.js";

const AT_CATALOG = 'reporter="destination", destination_workload=~"catalog.*"';
const BY_WEBAPP = 'reporter="source", source_workload="webapp", destination_service_name="catalog"';

/** Week 1: who answers, with which errors, and what retries and versions of catalog make of it. */
export const text = board("week1", "Istio Lab, week 1: first contact", [
  {
    title: "The mesh",
    panels: [
      number("Requests into the mesh", "reqps", requests('source_workload="istio-ingressgateway"')),
      number(
        "Answered well at the gateway",
        "percentunit",
        success('source_workload="istio-ingressgateway"'),
      ),
      number("Proxies that istiod feeds", "none", "sum(pilot_xds)"),
      number("Routes that istiod knows", "none", "max(pilot_virt_services)"),
    ],
  },
  {
    title: "Faults and retries (1.46 to 1.49)",
    panels: [
      curves("Answers of catalog, as its own proxy counts them", "reqps", [
        requests(AT_CATALOG, "response_code"),
        "{{ response_code }}",
      ]),
      curves(
        "Answered well: at catalog, and at webapp after its retries",
        "percentunit",
        [success(AT_CATALOG), "at catalog"],
        [success(BY_WEBAPP), "at webapp"],
      ),
    ],
  },
  {
    title: "Versions (1.50 to 1.59)",
    panels: [
      curves("Requests to each version of catalog", "reqps", [
        requests(AT_CATALOG, "destination_version"),
        "{{ destination_version }}",
      ]),
      curves(
        "Time to answer",
        "s",
        [answeredIn(0.5, AT_CATALOG, "destination_version"), "{{ destination_version }} P50"],
        [answeredIn(0.99, AT_CATALOG, "destination_version"), "{{ destination_version }} P99"],
      ),
    ],
  },
]);
