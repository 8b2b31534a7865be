import type { ContainerSpec } from "../container.js";
import { MARKS, type ItemKey, type Kind } from "./kind.js";

/** A container of Docker's, which needs no cluster. */
export interface ContainerItem {
  readonly kind: "container";
  readonly spec: ContainerSpec;
}

/** The key of the container of a name. */
export const containerKey = (name: string): ItemKey => `container/${name}`;

export const containerKind: Kind<ContainerItem> = {
  key: ({ spec }) => containerKey(spec.name),
  title: ({ spec }) => `container ${spec.name}`,
  content: ({ spec }) => spec,
  needsCluster: false,
  whyNotOn: (_item, { runs }) => (runs.containers ? undefined : "it has no containers"),
  inDiff: ({ spec }, { kind, fields }) => ({
    mark: MARKS[kind],
    text: `container ${spec.name}`,
    fields,
  }),
};
