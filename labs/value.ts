import { parseDocument } from "yaml";

/* What a value of JSON or YAML is. */

/** A JSON object. */
export type JsonMap = Readonly<Record<string, unknown>>;

/** A JSON object, as opposed to a list or a plain value. */
export const isMap = (value: unknown): value is JsonMap =>
  typeof value === "object" && value !== null && !isList(value);

export const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** The content of a text that is YAML; undefined where it is none. */
export function documentIn(value: unknown): unknown {
  if (typeof value !== "string") return undefined;
  const document = parseDocument(value);
  return document.errors.length > 0 ? undefined : document.toJS();
}
