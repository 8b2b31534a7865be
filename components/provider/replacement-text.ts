import { isDeepStrictEqual } from "node:util";

type Fields = Readonly<Record<string, unknown>>;

/** What a learner must know before a cluster is replaced: which fields force it, and what is lost. */
export function replacementText(fields: readonly string[], olds: Fields, news: Fields): string {
  const changes = changesOf(fields, olds, news);
  return [
    `A cluster can't change these fields once it is made, so a new one replaces it: ${changes.join(", ")}.`,
    `All in it is lost and made again: objects, faults that were switched on, what you applied by hand.`,
  ].join(" ");
}

/** Each field with what changes in it: `apiServerPort: 0 → 6443`. */
export const changesOf = (fields: readonly string[], olds: Fields, news: Fields): string[] =>
  fields.map((field) => `${field}: ${change(olds[field], news[field])}`);

/** Of a list only the entries that come and go: six ports that stay would hide the one that is new. */
function change(old: unknown, now: unknown): string {
  if (!Array.isArray(old) || !Array.isArray(now)) return `${text(old)} → ${text(now)}`;
  const gone = without(old, now).map((entry) => `- ${text(entry)}`);
  const added = without(now, old).map((entry) => `+ ${text(entry)}`);
  const parts = [...gone, ...added];
  return parts.length === 0 ? "another order" : parts.join(" ");
}

const without = (list: readonly unknown[], others: readonly unknown[]): unknown[] =>
  list.filter((entry) => !others.some((other) => isDeepStrictEqual(entry, other)));

const text = (value: unknown): string => (value === undefined ? "(none)" : JSON.stringify(value));
