import { board, curves } from "../dashboards/build.js";
import { answeredIn, requests, success } from "../dashboards/queries.js";

const AT_CATALOG = 'reporter="destination", destination_workload=~"catalog.*"';
const BY_SIMPLE_WEB = 'reporter="source", source_workload="simple-web"';
const AT_BACKENDS = 'reporter="destination", destination_workload=~"simple-backend.*"';

/** Week 3: where requests are sent to, how fast they are answered there, and what is kept from them. */
export const text = board("week3", "Istio Lab, week 3: traffic control and resilience", [
  {
    title: "Releases and mirrors (3.8 to 3.25)",
    panels: [
      curves("Requests to each version of catalog", "reqps", [
        requests(AT_CATALOG, "destination_version"),
        "{{ destination_version }}",
      ]),
      curves("Answered well by catalog", "percentunit", [success(AT_CATALOG), "catalog"]),
    ],
  },
  {
    title: "Ways out of the mesh (3.26 to 3.31)",
    panels: [
      curves("Requests to the outside, by host", "reqps", [
        requests('reporter="source", destination_workload="unknown"', "destination_service_name"),
        "{{ destination_service_name }}",
      ]),
    ],
  },
  {
    title: "Balancing and zones (3.32 to 3.42)",
    panels: [
      curves("Requests to each backend", "reqps", [
        requests(AT_BACKENDS, "destination_workload"),
        "{{ destination_workload }}",
      ]),
      curves(
        "Time to answer, as simple-web sees it",
        "s",
        [answeredIn(0.5, BY_SIMPLE_WEB, "destination_workload"), "{{ destination_workload }} P50"],
        [answeredIn(0.99, BY_SIMPLE_WEB, "destination_workload"), "{{ destination_workload }} P99"],
      ),
    ],
  },
  {
    title: "Timeouts, retries, limits and outliers (3.43 to 3.66)",
    panels: [
      curves(
        "Answered well: at the backends, and at simple-web after its retries",
        "percentunit",
        [success(AT_BACKENDS), "at the backends"],
        [success(BY_SIMPLE_WEB), "at simple-web"],
      ),
      curves("What simple-web's proxy says of its requests", "reqps", [
        requests(BY_SIMPLE_WEB, "response_code", "response_flags"),
        "{{ response_code }} {{ response_flags }}",
      ]),
    ],
  },
]);
