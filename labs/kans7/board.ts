import { board, curves, number } from "../dashboards/build.js";
import { answeredIn, requests, success } from "../dashboards/queries.js";

const AT_GATEWAY = 'reporter="source", source_workload="istio-ingressgateway"';
const IN_DEFAULT = 'reporter="destination", destination_workload_namespace="default"';
const BY_PAGE =
  'reporter="source", source_workload="productpage-v1", destination_service_name="reviews"';

/** KANS week 7: what comes through the gateway to nginx and Bookinfo, and how the versions of reviews share it. */
export const text = board("kans7", "Istio Lab, KANS week 7: nginx and Bookinfo", [
  {
    title: "The mesh",
    panels: [
      number("Requests into the mesh", "reqps", requests(AT_GATEWAY)),
      number("Answered well at the gateway", "percentunit", success(AT_GATEWAY)),
      number("Proxies that istiod feeds", "none", "sum(pilot_xds)"),
      number("Routes that istiod knows", "none", "max(pilot_virt_services)"),
    ],
  },
  {
    title: "nginx and Bookinfo (7.5, 7.8)",
    panels: [
      curves("Requests by what answers them", "reqps", [
        requests(IN_DEFAULT, "destination_workload"),
        "{{ destination_workload }}",
      ]),
      curves("Time to answer, of nine in ten", "s", [
        answeredIn(0.9, IN_DEFAULT, "destination_workload"),
        "{{ destination_workload }}",
      ]),
    ],
  },
  {
    title: "The versions of reviews (7.9)",
    panels: [
      curves("Requests of productpage to each version", "reqps", [
        requests(BY_PAGE, "destination_workload"),
        "{{ destination_workload }}",
      ]),
      curves("Requests within Bookinfo by who calls and who answers", "reqps", [
        requests(
          'reporter="source", source_workload_namespace="default"',
          "source_workload",
          "destination_workload",
        ),
        "{{ source_workload }} to {{ destination_workload }}",
      ]),
    ],
  },
]);
