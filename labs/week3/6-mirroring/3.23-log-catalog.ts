import { NAMESPACE } from "../../apps/app.js";
import { has } from "../../probes.js";
import { apply } from "../../state.js";
import { step } from "../../step.js";
import { accessLog, accessLogSpec } from "../mesh-objects.js";
import { storeTraffic } from "../store-calls.js";
import { sidecarOf } from "../store-proxies.js";

export default step({
  change: apply("routing", accessLog("catalog")),
  checks: [
    {
      says: "Telemetry catalog switches Envoy's access log on for app=catalog",
      needs: "objects",
      probe: has(`Telemetry/${NAMESPACE}/catalog`, {
        spec: { equals: accessLogSpec("catalog") },
      }),
      until: "3.31",
      hint: `kubectl get telemetry -n ${NAMESPACE} catalog -o yaml`,
    },
    {
      says: "The proxy of catalog v1 logs each request",
      needs: "traffic",
      probe: {
        kind: "log",
        in: sidecarOf("catalog"),
        matches: '"GET /items',
        atLeast: 5,
        after: storeTraffic(5),
      },
      until: "3.31",
      hint: `kubectl logs -n ${NAMESPACE} deploy/catalog -c istio-proxy --tail 5`,
    },
  ],
});
