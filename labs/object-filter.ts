import { diffObjects } from "./diff.js";
import type { LabObject } from "./objects.js";

/** Which of a lab's objects are wanted. What is left out asks nothing. */
export interface ObjectFilter {
  /** The name of a part. */
  readonly part?: string | undefined;
  /** A kind, in small or capital letters. */
  readonly kind?: string | undefined;
  /** What the name must contain. */
  readonly name?: string | undefined;
}

/** The objects that a filter lets through, in their order. */
export function filterObjects(
  objects: readonly LabObject[],
  { part, kind, name }: ObjectFilter,
): LabObject[] {
  return objects.filter(
    (found) =>
      (part === undefined || found.part === part) &&
      (kind === undefined || found.object.kind.toLowerCase() === kind.toLowerCase()) &&
      (name === undefined || found.object.metadata.name.includes(name)),
  );
}

/** The objects that are new or different since a step before. */
export function changedObjects(
  before: readonly LabObject[],
  after: readonly LabObject[],
): LabObject[] {
  const plain = (objects: readonly LabObject[]) => objects.map(({ object }) => object);
  const changed = new Set(diffObjects(plain(before), plain(after)).map(({ key }) => key));
  return after.filter(({ key }) => changed.has(key));
}

/** The values that a filter may have among some objects, sorted: for the message about one that it may not. */
export const partsIn = (objects: readonly LabObject[]): string[] => [
  ...new Set(objects.map(({ part }) => part)),
];
export const kindsIn = (objects: readonly LabObject[]): string[] =>
  [...new Set(objects.map(({ object }) => object.kind))].sort();
