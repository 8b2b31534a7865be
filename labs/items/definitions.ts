import type { DefinitionsName } from "../parts/index.js";
import type { Kind } from "./kind.js";

/** Definitions of others (CRDs), for objects of kinds that Istio doesn't bring. */
export interface DefinitionsItem {
  readonly kind: "definitions";
  /** Whose they are. */
  readonly name: DefinitionsName;
}

export const definitionsKind: Kind<DefinitionsItem> = {
  key: ({ name }) => `definitions/${name}`,
  title: ({ name }) => `the definitions of ${name}`,
  content: ({ name }) => name,
  needsCluster: true,
  // thousands of lines that nobody reads
  shown: () => ({ fields: [] }),
  objects: ({ name }, { definitions }) =>
    definitions(name).map((object) => ({ part: name, object })),
};
