import { keyOf, type KubeObject } from "../kube.js";
import { definePart } from "./part.js";

/** The labels by which istioctl marks what it rendered. */
const COMPONENT = "operator.istio.io/component";
/** The components whose pods end, and start again, until istiod answers. */
const GATEWAYS: ReadonlySet<string> = new Set(["IngressGateways", "EgressGateways"]);
const ISTIOD = "Deployment/istio-system/istiod";
/** The stage that consists of istiod alone. */
const ISTIOD_STAGE = 2;

/** 0 namespace · 1 definitions, accounts, rights, configuration · 2 istiod · 3 what needs istiod. */
function stageOf(object: KubeObject): number {
  if (object.kind === "Namespace") return 0;
  if (keyOf(object) === ISTIOD) return ISTIOD_STAGE;
  if (object.kind === "EnvoyFilter" || object.kind === "IstioOperator") return 3;
  const isWorkload = object.kind === "Deployment" || object.kind === "HorizontalPodAutoscaler";
  const isGateway = GATEWAYS.has(object.metadata.labels?.[COMPONENT] ?? "");
  return isGateway && isWorkload ? 3 : 1;
}

/**
 * Istio as `istioctl install` leaves it. It is ready when istiod is, and injects: a pod that is made before the
 * webhook answers has no sidecar.
 */
export const istio = definePart({
  name: "istio",
  token: "istio-lab:istio:Istio",
  stages: { of: stageOf, ready: ISTIOD_STAGE, gate: "mesh-gate" },
  isAlwaysThere: true,
});
