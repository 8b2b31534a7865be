import type * as pulumi from "@pulumi/pulumi";
import type { LabObject } from "../labs/objects.js";
import { PARTS, partNamed, type Part } from "../labs/parts/index.js";
import { inOrder } from "../labs/parts/order.js";
import { waitsOf } from "../labs/waits.js";
import { PartComponent, type PartArgs } from "./part.js";

/**
 * Makes one component for each part that has objects, each object after what it really needs.
 * @param where what all parts have in common
 * @returns the resource of each object, by key
 */
export function makeParts(
  objects: readonly LabObject[],
  where: Omit<PartArgs, "objects" | "after">,
): Map<string, pulumi.Resource> {
  const waits = waitsOf(objects);
  const of = (part: Part): LabObject[] => objects.filter((object) => object.part === part);
  const made = new Map<string, PartComponent>();
  const nodes = new Map<string, pulumi.Resource>();
  const after = (object: LabObject): readonly pulumi.Resource[] => {
    const { parts, namespace } = waits(object);
    const space = namespace === undefined ? undefined : nodes.get(namespace.key);
    return [...(space ? [space] : []), ...parts.flatMap((name) => made.get(name)?.ready ?? [])];
  };
  const before = (part: Part): string[] =>
    of(part)
      .map(waits)
      .flatMap(({ parts, namespace }) => [...parts, ...(namespace ? [namespace.part] : [])]);
  for (const name of inOrder(PARTS, before)) {
    const spec = partNamed(name);
    const mine = of(name);
    if (mine.length === 0 && spec.isAlwaysThere !== true) continue;
    const part = new PartComponent(spec, { ...where, objects: mine, after });
    made.set(name, part);
    for (const [key, node] of part.nodes) nodes.set(key, node);
  }
  return nodes;
}
