import type { KubeObject } from "../kube.js";
import { definePart } from "./part.js";

/** 0 namespace, definition · 1 account, rights · 2 the operator · 3 what it is asked for · 4 the Service to it. */
function stageOf({ kind }: KubeObject): number {
  if (kind === "Namespace" || kind === "CustomResourceDefinition") return 0;
  if (kind === "Kiali") return 3;
  if (kind === "Service") return 4;
  return kind === "Deployment" ? 2 : 1;
}

/**
 * Kiali's operator, and the Kiali that it makes. What it is asked for goes before it: the operator takes down what it
 * made, and Kubernetes keeps the request until then.
 */
export const kialiOperator = definePart({
  name: "kiali-operator",
  token: "istio-lab:observability:KialiOperator",
  stages: { of: stageOf },
});
