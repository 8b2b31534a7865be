import { ISTIO_SYSTEM } from "../../istio.js";
import { has, step } from "../../step.js";
import { received, sent, webappCounts } from "../webapp-counts.js";

const today = { request_protocol: "http" };
const tomorrow = ["source_mesh_id", "upstream_proxy_version"];

export default step({
  checks: [
    {
      says: "Istio is installed with its metrics, by the filter that is part of Envoy",
      probe: has(`IstioOperator/${ISTIO_SYSTEM}/installed-state`, {
        spec: {
          values: {
            telemetry: { enabled: true, v2: { prometheus: { enabled: true, wasmEnabled: false } } },
          },
        },
      }),
      hint: `kubectl get istiooperator installed-state -n ${ISTIO_SYSTEM} -o yaml`,
    },
    {
      ...webappCounts(
        "webapp's proxy counts by protocol, and knows neither of proxies' versions nor of meshes",
        sent({ ...today, connection_security_policy: "unknown" }, tomorrow),
        received({ ...today, connection_security_policy: "mutual_tls" }, tomorrow),
      ),
      until: "4.20",
    },
  ],
});
