import type { IstioOperatorSpec } from "../istio.js";
import type { Kind } from "./kind.js";

/** Istio, by what `istioctl install` gets: one at most. */
export interface MeshItem {
  readonly kind: "mesh";
  readonly spec: IstioOperatorSpec;
}

/** Its key: there is one at most. */
export const MESH = "mesh";

export const meshKind: Kind<MeshItem> = {
  key: () => MESH,
  // as `kubectl get istiooperators` names what istioctl keeps of it
  title: () => "IstioOperator istio-system/installed-state",
  content: ({ spec }) => spec,
  needsCluster: true,
  on: (item, { istio }) => ({ ...item, spec: { ...item.spec, tag: istio } }),
  objects: ({ spec }, { istio }) => istio(spec).map((object) => ({ part: "istio", object })),
};
