import { inWords, show, wantedOf } from "./expected-words.js";
import { valueAt } from "./fields.js";
import { fits, holds, partsOf } from "./holds.js";
import { documentIn, isList } from "./value.js";
import type { Expected, Fields } from "./probe-kinds.js";

/** A value that is not as expected: it and the one wanted, in words. */
export interface Mismatch {
  readonly seen: string;
  readonly wanted: string;
}

/** Whether a value is as expected: undefined when it is. Of a part that is sought it tells what comes nearest. */
export function mismatch(value: unknown, expected: Expected): Mismatch | undefined {
  if (holds(value, expected)) return undefined;
  return within(value, expected) ?? { seen: show(value), wanted: wantedOf(expected) };
}

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

/** What is wrong inside of a value that holds others; undefined where the value itself says it. */
function within(value: unknown, expected: Expected): Mismatch | undefined {
  if ("somewhere" in expected) {
    const near = nearest(partsOf(value), expected.somewhere, "part");
    return near ?? { seen: "nothing like it", wanted: wantedOf(expected) };
  }
  if ("nowhere" in expected)
    return { seen: `one with ${inWords(expected.nowhere)}`, wanted: wantedOf(expected) };
  if ("yaml" in expected)
    return atField(documentIn(value), expected.yaml, (field) => `YAML with ${field}`);
  if (!isList(value)) return undefined;
  if ("some" in expected) return withoutItem(value, expected.some);
  if ("every" in expected) {
    const other = value.find((item) => !fits(item, expected.every));
    return other === undefined ? undefined : inItem(other, expected.every);
  }
  return "only" in expected ? otherItems(value, expected.only) : undefined;
}

/** A list that lacks an item; undefined where it lacks none. */
function withoutItem(items: readonly unknown[], wanted: readonly Fields[]): Mismatch | undefined {
  const missing = wanted.find((fields) => !items.some((item) => fits(item, fields)));
  if (missing === undefined) return undefined;
  const near = nearest(items, missing, "item");
  const seen = `a list of ${items.length} with nothing like it`;
  return near ?? { seen, wanted: `an item with ${inWords(missing)}` };
}

/** A list of other items than those that are wanted. */
function otherItems(items: readonly unknown[], wanted: readonly Fields[]): Mismatch | undefined {
  const stray = items.find((item) => !wanted.some((fields) => fits(item, fields)));
  const [like = {}] = [...wanted].sort((a, b) => likeness(stray, b) - likeness(stray, a));
  const other = stray === undefined ? undefined : inItem(stray, like);
  if (items.length === wanted.length) return withoutItem(items, wanted) ?? other;
  const seen = `a list of ${items.length}${other === undefined ? "" : `, ${other.seen}`}`;
  return { seen, wanted: wantedOf({ only: wanted }) };
}

const inItem = (item: unknown, fields: Fields): Mismatch | undefined =>
  atField(item, fields, (field) => `${field} in an item`);

/** Of several values the one with the most of the fields, by the first that is other; undefined where none has any. */
function nearest(
  values: readonly unknown[],
  fields: Fields,
  what: "part" | "item",
): Mismatch | undefined {
  const scores = values.map((value) => likeness(value, fields));
  const best = Math.max(0, ...scores);
  if (best === 0) return undefined;
  const value = values[scores.indexOf(best)];
  return atField(value, fields, (field) => `${field} in the nearest ${what}`);
}

/** How many of the fields a value has; what it is right to lack doesn't count. */
const likeness = (value: unknown, fields: Fields): number =>
  Object.entries(fields).filter(([path, expected]) => {
    const found = valueAt(value, path);
    return found !== undefined && holds(found, expected);
  }).length;

/** The first wrong field of a value, with its path on both sides. @param told how the field stands in the sentence */
function atField(
  value: unknown,
  fields: Fields,
  told: (field: string) => string,
): Mismatch | undefined {
  const wrong = wrongField(value, fields);
  const expected = fields[wrong?.path ?? ""];
  if (wrong === undefined || expected === undefined) return undefined;
  const { path, seen, wanted } = wrong;
  const at = path === "" ? "" : `${path} `;
  return {
    seen: told(`${at}${seen}`),
    wanted: "absent" in expected ? `no ${path}` : `${at}${wanted}`,
  };
}
