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
  // how it runs without Docker is no part of what the study has
  content: ({ spec: { program: _program, ...content } }) => content,
  needsCluster: false,
  whyNotOn: ({ spec }, { runs }) => {
    if (runs.containers === "none") return "it has no containers";
    const isMissing = runs.containers === "processes" && spec.program === undefined;
    return isMissing ? "there is no such program without Docker" : undefined;
  },
  inDiff: ({ spec }, { kind, fields }) => ({
    mark: MARKS[kind],
    text: `container ${spec.name}`,
    fields,
  }),
};
