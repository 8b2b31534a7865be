import { allOf, inPod, step } from "../../step.js";
import { storeTraffic } from "../calls.js";
import { LISTENING, listensOn } from "../listening.js";
import { proxyOf, requestSeries } from "../proxy-stats.js";

export default step({
  checks: [
    {
      says: "webapp's pod listens on the ports of its sidecar, and on its own 8080",
      probe: inPod(proxyOf("webapp"), LISTENING, {
        matches: listensOn(15000, 15001, 15004, 15006, 15020, 15021, 15090, 8080),
      }),
      until: "the end",
      hint: "kubectl logs deploy/webapp -n istioinaction -c istio-proxy",
    },
    {
      says: "On 15020 are Istio's metrics and Envoy's own",
      probe: inPod(proxyOf("webapp"), ["curl", "-s", "localhost:15020/metrics"], {
        matches: allOf(
          requestSeries("source", { destination_workload: "catalog" }),
          "^istio_response_bytes_count\\{",
          "^envoy_server_initialization_time_ms_count",
        ),
        after: storeTraffic(1),
      }),
      until: "the next change",
    },
  ],
});
