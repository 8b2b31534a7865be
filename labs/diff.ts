import { keyOf, type KubeObject, type ObjectKey } from "./kube.js";
import { documentIn, isList, isMap, type JsonMap as Tree } from "./value.js";

/** One field that differs. A side that has no such field is undefined. */
export interface FieldChange {
  /** `spec.http[0].route[0].weight`, in the words of labs/fields.ts; empty for the value itself. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Something with a name that is new, gone or different. */
export interface Change {
  readonly key: string;
  readonly kind: "added" | "removed" | "changed";
  /** What differs in it; empty where the whole is new or gone. */
  readonly fields: readonly FieldChange[];
}

/** A changed object; its key is that of labs/kube.ts. */
export type ObjectChange = Change & { readonly key: ObjectKey };

/** The objects that differ between two lists, sorted by key. */
export const diffObjects = (
  before: readonly KubeObject[],
  after: readonly KubeObject[],
): ObjectChange[] => diffMaps(byKey(before), byKey(after));

const byKey = (objects: readonly KubeObject[]): Tree =>
  Object.fromEntries(objects.map((object) => [keyOf(object), object]));

/** The entries that differ between two maps, sorted by key. */
export function diffMaps(before: Tree, after: Tree): Change[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys.flatMap((key): Change[] => {
    if (!Object.hasOwn(before, key)) return [{ key, kind: "added", fields: [] }];
    if (!Object.hasOwn(after, key)) return [{ key, kind: "removed", fields: [] }];
    const fields = diffValues(before[key], after[key]);
    return fields.length === 0 ? [] : [{ key, kind: "changed", fields }];
  });
}

/**
 * The fields that differ between two values. Items of a list are matched by `port` or `name` where all have
 * one, else by place. A map that only one side has is one change, not one for each of its fields.
 */
export function diffValues(before: unknown, after: unknown, path = ""): FieldChange[] {
  if (isList(before) && isList(after)) return diffLists(before, after, path);
  if (isMap(before) && isMap(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return keys.flatMap((key) =>
      diffValues(own(before, key), own(after, key), path + field(key, path)),
    );
  }
  if (Object.is(before, after)) return [];
  const inside = diffDocuments(before, after, path);
  return inside.length > 0 ? inside : [{ path, before, after }];
}

/**
 * The fields that differ inside of two texts that are YAML or JSON, such as the mesh config in its ConfigMap. None
 * where a text is no such document, or where only its form differs.
 */
function diffDocuments(before: unknown, after: unknown, path: string): FieldChange[] {
  const [older, newer] = [mapIn(before), mapIn(after)];
  if (older === undefined || newer === undefined) return [];
  return diffValues(older, newer).map((change) => ({ ...change, path: `${path}: ${change.path}` }));
}

/** The map that a text of several lines holds, or one in braces. */
function mapIn(value: unknown): Tree | undefined {
  if (typeof value !== "string" || !/\n|^\{/.test(value)) return undefined;
  const content = documentIn(value);
  return isMap(content) ? content : undefined;
}

/** A map's own entry: a label may be called `constructor`. */
const own = (map: Tree, key: string): unknown => (Object.hasOwn(map, key) ? map[key] : undefined);

/** How a path goes on into a map: `.name`, or `["a.b/c"]` for a name that is none. */
export function field(key: string, path: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `[${JSON.stringify(key)}]`;
  return path === "" ? key : `.${key}`;
}

function diffLists(
  before: readonly unknown[],
  after: readonly unknown[],
  path: string,
): FieldChange[] {
  const id = identityOf(before, after);
  if (id !== undefined) {
    const [older, newer] = [itemsBy(id, before), itemsBy(id, after)];
    return [...new Set([...older.keys(), ...newer.keys()])].flatMap((name) =>
      diffValues(older.get(name), newer.get(name), `${path}[${id}=${name}]`),
    );
  }
  return Array.from({ length: Math.max(before.length, after.length) }).flatMap((_, index) =>
    diffValues(before[index], after[index], `${path}[${index}]`),
  );
}

/** The fields that name an item of a list, the more telling first: `port` is the key of a Service's ports. */
const IDENTITIES = ["port", "name"] as const;
type Identity = (typeof IDENTITIES)[number];

/** The field by which two lists can be matched. Items that changed places have none: their order may matter. */
function identityOf(before: readonly unknown[], after: readonly unknown[]): Identity | undefined {
  return IDENTITIES.find((id) => {
    const [older, newer] = [itemsBy(id, before), itemsBy(id, after)];
    if (older.size !== before.length || newer.size !== after.length) return false;
    const kept = [...older.keys()].filter((name) => newer.has(name));
    const keptAfter = [...newer.keys()].filter((name) => older.has(name));
    return kept.every((name, place) => name === keptAfter[place]);
  });
}

/** The items that have the field, by its value; fewer than the list has where one lacks it or two share it. */
function itemsBy(id: Identity, list: readonly unknown[]): ReadonlyMap<string, unknown> {
  return new Map(
    list.flatMap((item) => {
      const name = isMap(item) ? item[id] : undefined;
      const named = typeof name === "string" || typeof name === "number";
      return named ? [[String(name), item] as const] : [];
    }),
  );
}

/** A change on one line: `spec.http[0].route[0].weight: 100 → 90`. */
export const showChange = ({ path, before, after }: FieldChange): string =>
  `${path}: ${showValue(before)} → ${showValue(after)}`;

/** Words and addresses stand plain; all else is JSON, so that `"80"` is told from 80. */
function showValue(value: unknown): string {
  if (value === undefined) return "(none)";
  const plain =
    typeof value === "string" && /^(?!true$|false$|null$)[A-Za-z*][\w.*:/-]*$/.test(value);
  return plain ? value : JSON.stringify(value);
}
