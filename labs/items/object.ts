import { keyOf, titleOf } from "../kube.js";
import type { Kind, Placed } from "./kind.js";

/** A Kubernetes object that the lab itself writes. Its key is that of labs/kube.ts: `Service/shop/web`. */
export interface ObjectItem extends Placed {
  readonly kind: "object";
}

export const objectKind: Kind<ObjectItem> = {
  key: ({ object }) => keyOf(object),
  title: ({ object }) => titleOf(keyOf(object)),
  content: ({ object }) => object,
  needsCluster: true,
  objects: ({ part, object }) => [{ part, object }],
};
