import { sidecar } from "../../proxies.js";
import { has, inPod, mesh, nowhere, somewhere, step, yaml } from "../../step.js";
import { M1 } from "../mesh.js";
import { sidecarOf } from "../store-proxies.js";
import { DOWNLOAD, INSTALLED, TRY_DOWNLOAD, inWebapp, outboundMode } from "./outbound-traffic.js";

/** An address that is nobody's (RFC 5737): what the proxy does with it needs no Internet. */
const UNKNOWN = "https://192.0.2.2/";

export default step({
  change: mesh(M1),
  checks: [
    {
      says: "The installation has the mode REGISTRY_ONLY",
      probe: has(INSTALLED, outboundMode("REGISTRY_ONLY")),
      hint: `kubectl get istiooperators -n istio-system installed-state -o yaml`,
      until: "it changes again",
    },
    {
      says: "The mesh's settings have it too",
      probe: has("ConfigMap/istio-system/istio", {
        data: { mesh: yaml({ outboundTrafficPolicy: { mode: "REGISTRY_ONLY" } }) },
      }),
      until: "it changes again",
    },
    {
      says: "webapp's proxy blocks requests to unknown hosts, without a restart",
      probe: sidecar("webapp").routes(
        "80",
        somewhere({ name: "block_all" }),
        nowhere({ name: "allow_any" }),
      ),
    },
    {
      says: "webapp's container can't download the file any more",
      needs: "internet",
      probe: inPod(inWebapp, ["sh", "-c", `! ${DOWNLOAD.join(" ")}`]),
      hint: TRY_DOWNLOAD,
    },
    {
      says: "Its connection to an address that nobody knows is cut",
      inTurn: true,
      probe: inPod(inWebapp, ["sh", "-c", `! wget -q -T 5 -O /dev/null ${UNKNOWN}`]),
      hint: TRY_DOWNLOAD,
    },
    {
      says: "Its proxy logs that this connection ended in BlackHoleCluster",
      inTurn: true,
      probe: {
        kind: "log",
        in: sidecarOf("webapp"),
        matches: "\\sUH\\s.*\\sBlackHoleCluster\\s.*192\\.0\\.2\\.2:443\\s",
      },
      hint: TRY_DOWNLOAD,
    },
  ],
});
