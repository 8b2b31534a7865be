import type { ClusterSpec } from "../cluster.js";
import { MARKS, type Kind } from "./kind.js";

/** The cluster that a lab's objects and actions are in: one at most. */
export interface ClusterItem {
  readonly kind: "cluster";
  readonly spec: ClusterSpec;
}

/** Its key: there is one at most. */
export const CLUSTER = "cluster";

export const clusterKind: Kind<ClusterItem> = {
  key: () => CLUSTER,
  title: ({ spec }) => `cluster ${spec.name}`,
  content: ({ spec }) => spec,
  needsCluster: false,
  on: (item, { kubernetes }) => ({ ...item, spec: { ...item.spec, kubernetes } }),
  inDiff: (_item, { kind, fields }) => ({
    mark: MARKS[kind],
    text: kind === "removed" ? "cluster and all in it" : "cluster",
    fields,
  }),
};
