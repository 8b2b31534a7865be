import type { Place } from "./action.js";
import type { LabObject } from "./objects.js";

interface Templated {
  readonly template?: {
    readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
  };
}

/**
 * The workloads whose pods an action runs in: those in its namespace whose template has all labels of its selector.
 * None for the node.
 * @throws RangeError for a selector that is not a list of `label=value`.
 */
export function workloadsOf(place: Place, objects: readonly LabObject[]): LabObject[] {
  if (place.where === "node") return [];
  const wanted = place.selector.split(",").map((term) => {
    const [, label, value] = /^([^=!\s]+)=([^=\s]+)$/.exec(term) ?? [];
    if (label === undefined) throw new RangeError(`"${term}" is no label=value of a selector`);
    return [label, value] as const;
  });
  return objects.filter(({ object }) => {
    const { template } = (object["spec"] ?? {}) as Templated;
    const labels = template?.metadata?.labels;
    if (labels === undefined || object.metadata.namespace !== place.namespace) return false;
    return wanted.every(([label, value]) => labels[label] === value);
  });
}
