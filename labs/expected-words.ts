import type { Expected, Fields } from "./probe-kinds.js";

/** How a value stands in a sentence. */
export const show = (value: unknown): string =>
  value === undefined ? "nothing" : JSON.stringify(value);

/** What an expectation asks for, in words: `at least 2`, `a part with name "allow_any"`. */
export function wantedOf(expected: Expected): string {
  if ("equals" in expected) return show(expected.equals);
  if ("contains" in expected) return `something that contains ${show(expected.contains)}`;
  if ("matches" in expected) return `a text like /${expected.matches}/`;
  if ("atLeast" in expected) return `at least ${expected.atLeast}`;
  if ("length" in expected) return `a list of ${expected.length}`;
  if ("inSubnet" in expected) return `an address in ${expected.inSubnet}`;
  if ("some" in expected) return `a list with ${itemsInWords(expected.some)}`;
  if ("only" in expected) return `a list of only ${itemsInWords(expected.only)}`;
  if ("every" in expected) return `a list of items with ${inWords(expected.every)}`;
  if ("somewhere" in expected) return `a part with ${inWords(expected.somewhere)}`;
  if ("nowhere" in expected) return `no part with ${inWords(expected.nowhere)}`;
  if ("yaml" in expected) return `YAML with ${inWords(expected.yaml)}`;
  return "present" in expected ? "any value" : "nothing";
}

/** What fields must be: `cluster "outbound" and no retryPolicy`. */
export const inWords = (fields: Fields): string =>
  Object.entries(fields).map(fieldInWords).join(" and ");

function fieldInWords([path, expected]: readonly [string, Expected]): string {
  if (path === "") return wantedOf(expected);
  return "absent" in expected ? `no ${path}` : `${path} ${wantedOf(expected)}`;
}

/** Each kind of item once, with how many of it there are. */
function itemsInWords(items: readonly Fields[]): string {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(inWords(item), (counts.get(inWords(item)) ?? 0) + 1);
  return [...counts]
    .map(([words, count]) =>
      count === 1 ? `an item with ${words}` : `${count} items with ${words}`,
    )
    .join(", ");
}
