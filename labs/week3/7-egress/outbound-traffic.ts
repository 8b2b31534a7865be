import { NAMESPACE } from "../../apps/app.js";
import type { Tree, TreeMap } from "../../tree.js";

export const INSTALLED = "IstioOperator/istio-system/installed-state";

/** The installation has this mode for outbound traffic. */
export const outboundMode = (mode: Tree): TreeMap => ({
  spec: { meshConfig: { outboundTrafficPolicy: { mode } } },
});

/** A file outside of the mesh that webapp's container downloads. */
const FILE =
  "https://raw.githubusercontent.com/gasida/KANS/refs/heads/main/msa/sock-shop-demo.yaml";

export const inWebapp = { namespace: NAMESPACE, pod: "deploy/webapp", container: "webapp" };

export const DOWNLOAD = ["wget", "-q", "-T", "5", "-O", "/dev/null", FILE] as const;

export const TRY_DOWNLOAD = `kubectl exec -n ${NAMESPACE} deploy/webapp -c webapp -- ${DOWNLOAD.join(" ")}`;
