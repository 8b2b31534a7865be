import { diffValues } from "./diff.js";
import { valueAt } from "./fields.js";
import type { Expected, Fields } from "./probe-kinds.js";
import { inSubnet } from "./subnet.js";
import { documentIn, isList, isMap } from "./value.js";

/** Whether a value is as expected. */
export function holds(value: unknown, expected: Expected): boolean {
  if ("equals" in expected) return same(value, expected.equals);
  if ("contains" in expected) return includes(value, expected.contains);
  if ("matches" in expected)
    return typeof value === "string" && new RegExp(expected.matches, "m").test(value);
  if ("atLeast" in expected) return typeof value === "number" && value >= expected.atLeast;
  if ("length" in expected) return isList(value) && value.length === expected.length;
  if ("inSubnet" in expected)
    return typeof value === "string" && inSubnet(value, expected.inSubnet);
  if ("some" in expected)
    return (
      isList(value) && expected.some.every((fields) => value.some((item) => fits(item, fields)))
    );
  if ("only" in expected) return isList(value) && canPair(value, expected.only);
  if ("every" in expected)
    return isList(value) && value.length > 0 && value.every((item) => fits(item, expected.every));
  if ("somewhere" in expected) return partsOf(value).some((part) => fits(part, expected.somewhere));
  if ("nowhere" in expected) return !partsOf(value).some((part) => fits(part, expected.nowhere));
  if ("yaml" in expected) return fits(documentIn(value), expected.yaml);
  return "present" in expected ? value !== undefined : value === undefined;
}

/** Whether a value has all of the fields as they are expected. */
export const fits = (value: unknown, fields: Fields): boolean =>
  Object.entries(fields).every(([path, expected]) => holds(valueAt(value, path), expected));

/** Deep equality; the order of keys does not count. */
const same = (a: unknown, b: unknown): boolean => diffValues(a, b).length === 0;

function includes(value: unknown, part: unknown): boolean {
  if (isList(value)) return value.some((item) => same(item, part));
  return typeof value === "string" && typeof part === "string" && value.includes(part);
}

/** Whether each item can be given to one of the wanted, and none is left on either side. */
function canPair(items: readonly unknown[], [first, ...others]: readonly Fields[]): boolean {
  if (first === undefined) return items.length === 0;
  return items.some(
    (item, place) =>
      fits(item, first) &&
      canPair(
        items.filter((_item, index) => index !== place),
        others,
      ),
  );
}

/** A value and all that is in it, however deep. */
export function partsOf(value: unknown): readonly unknown[] {
  if (isList(value)) return [value, ...value.flatMap(partsOf)];
  return isMap(value) ? [value, ...Object.values(value).flatMap(partsOf)] : [value];
}
