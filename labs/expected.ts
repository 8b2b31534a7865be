import { parseDocument } from "yaml";
import { diffValues } from "./diff.js";
import { inWords, show, wantedOf } from "./expected-words.js";
import { isMap, valueAt } from "./fields.js";
import type { Expected, Fields } from "./probe-kinds.js";
import { inSubnet } from "./subnet.js";

/** A value that is not as expected: it and the one wanted, in words. */
export interface Mismatch {
  readonly seen: string;
  readonly wanted: string;
}

/** Whether a value is as expected: undefined when it is. */
export const mismatch = (value: unknown, expected: Expected): Mismatch | undefined =>
  holds(value, expected)
    ? undefined
    : { seen: seenOf(value, expected), wanted: wantedOf(expected) };

/** The same as a sentence: `is 80, wanted 90`; undefined when the value is as expected. */
export function meets(value: unknown, expected: Expected): string | undefined {
  const wrong = mismatch(value, expected);
  return wrong === undefined ? undefined : `is ${wrong.seen}, wanted ${wrong.wanted}`;
}

/** The first field of a value that is not as expected, by its path; undefined when all are. */
export function wrongField(
  value: unknown,
  fields: Fields,
): (Mismatch & { readonly path: string }) | undefined {
  for (const [path, expected] of Object.entries(fields)) {
    const wrong = mismatch(valueAt(value, path), expected);
    if (wrong !== undefined) return { path, ...wrong };
  }
  return undefined;
}

function holds(value: unknown, expected: Expected): boolean {
  if ("equals" in expected) return same(value, expected.equals);
  if ("contains" in expected) return includes(value, expected.contains);
  if ("matches" in expected)
    return typeof value === "string" && new RegExp(expected.matches, "m").test(value);
  if ("atLeast" in expected) return typeof value === "number" && value >= expected.atLeast;
  if ("length" in expected) return Array.isArray(value) && value.length === expected.length;
  if ("inSubnet" in expected)
    return typeof value === "string" && inSubnet(value, expected.inSubnet);
  if ("some" in expected)
    return (
      isList(value) && expected.some.every((fields) => value.some((item) => has(item, fields)))
    );
  if ("only" in expected) return isList(value) && canPair(value, expected.only);
  if ("somewhere" in expected) return partsOf(value).some((part) => has(part, expected.somewhere));
  if ("nowhere" in expected) return !partsOf(value).some((part) => has(part, expected.nowhere));
  if ("yaml" in expected) return has(documentIn(value), expected.yaml);
  return "present" in expected ? value !== undefined : value === undefined;
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** Deep equality; the order of keys does not count. */
const same = (a: unknown, b: unknown): boolean => diffValues(a, b).length === 0;

function includes(value: unknown, part: unknown): boolean {
  if (isList(value)) return value.some((item) => same(item, part));
  return typeof value === "string" && typeof part === "string" && value.includes(part);
}

const holdsAt = (value: unknown, [path, expected]: readonly [string, Expected]): boolean =>
  holds(valueAt(value, path), expected);

const has = (value: unknown, fields: Fields): boolean =>
  Object.entries(fields).every((field) => holdsAt(value, field));

/** Whether each item can be given to one of the wanted, and none is left on either side. */
function canPair(items: readonly unknown[], [first, ...others]: readonly Fields[]): boolean {
  if (first === undefined) return items.length === 0;
  return items.some(
    (item, place) =>
      has(item, first) &&
      canPair(
        items.filter((_item, index) => index !== place),
        others,
      ),
  );
}

/** A value and all that is in it, however deep. */
function partsOf(value: unknown): readonly unknown[] {
  if (isList(value)) return [value, ...value.flatMap(partsOf)];
  return isMap(value) ? [value, ...Object.values(value).flatMap(partsOf)] : [value];
}

/** The content of a text that is YAML; undefined where it is none. */
function documentIn(value: unknown): unknown {
  if (typeof value !== "string") return undefined;
  const document = parseDocument(value);
  return document.errors.length > 0 ? undefined : document.toJS();
}

/** What a value is instead: itself, or what comes nearest to what is sought in it. */
function seenOf(value: unknown, expected: Expected): string {
  if ("some" in expected && isList(value)) {
    const missing = expected.some.find((fields) => !value.some((item) => has(item, fields)));
    return `a list of ${value.length} with ${atBest(nearest(value, missing ?? {}))}`;
  }
  if ("only" in expected && isList(value)) return seenOfOnly(value, expected.only);
  if ("somewhere" in expected) return atBest(nearest(partsOf(value), expected.somewhere));
  if ("nowhere" in expected) return `one with ${inWords(expected.nowhere)}`;
  if ("yaml" in expected) {
    const wrong = wrongField(documentIn(value), expected.yaml);
    if (wrong !== undefined) return `YAML with ${wrong.path} ${wrong.seen}`;
  }
  return show(value);
}

function seenOfOnly(items: readonly unknown[], wanted: readonly Fields[]): string {
  if (items.length !== wanted.length) return `a list of ${items.length}`;
  const missing = wanted.find((fields) => !items.some((item) => has(item, fields)));
  const strays = items.filter((item) => !wanted.some((fields) => has(item, fields)));
  return `a list with ${nearest(strays, missing ?? wanted[0] ?? {}) ?? "something else"}`;
}

const atBest = (found: string | undefined): string =>
  found === undefined ? "nothing like it" : `at best ${found}`;

/** Of several values the one with the most of the fields, by the first that it has not; undefined where none has any. */
function nearest(values: readonly unknown[], fields: Fields): string | undefined {
  const score = (value: unknown): number =>
    Object.entries(fields).filter(
      (field) => valueAt(value, field[0]) !== undefined && holdsAt(value, field),
    ).length;
  const scores = values.map(score);
  const best = Math.max(0, ...scores);
  const wrong = best === 0 ? undefined : wrongField(values[scores.indexOf(best)], fields);
  return wrong === undefined ? undefined : `one with ${wrong.path} ${wrong.seen}`;
}
