import { diffValues } from "./diff.js";
import type { Expected } from "./probe-kinds.js";
import { inSubnet } from "./subnet.js";

/** One step of a path: into a map, to a place in a list, or to the list's first item with that value. */
type Segment =
  | { readonly key: string }
  | { readonly index: number }
  | { readonly item: string; readonly is: string };

/** A name, `[0]`, `["istio-injection"]` or `[type=Ready]`, with the dot that leads to it. */
const SEGMENT = /\.?([A-Za-z_$][\w$-]*)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|\[([\w-]+)=([^\]]*)\]/y;

/**
 * Splits a path such as `spec.ports[port=80].nodePort` or `metadata.labels["istio-injection"]`.
 * @throws Error when it is no path.
 */
function parse(path: string): readonly Segment[] {
  const segments: Segment[] = [];
  SEGMENT.lastIndex = 0;
  while (SEGMENT.lastIndex < path.length) {
    const at = SEGMENT.lastIndex;
    const match = SEGMENT.exec(path);
    if (match === null) throw new Error(`"${path}" is no field path, see "${path.slice(at)}"`);
    const [, name, index, quoted, item, is] = match;
    const key = name ?? quoted;
    if (key !== undefined) segments.push({ key });
    else if (index !== undefined) segments.push({ index: Number(index) });
    else segments.push({ item: item ?? "", is: is ?? "" });
  }
  return segments;
}

type Tree = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is Tree =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function step(value: unknown, segment: Segment): unknown {
  if ("key" in segment) {
    return isMap(value) && Object.hasOwn(value, segment.key) ? value[segment.key] : undefined;
  }
  if (!Array.isArray(value)) return undefined;
  const list: readonly unknown[] = value;
  if ("index" in segment) return list[segment.index];
  return list.find((item) => isMap(item) && String(item[segment.item]) === segment.is);
}

/**
 * The value at a path of an object; undefined where there is none.
 * @example valueAt(service, "spec.ports[port=80].nodePort") // 30000
 */
export const valueAt = (object: unknown, path: string): unknown => parse(path).reduce(step, object);

/** How a value stands in a sentence. */
const show = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value));

/** A field that is not as expected: its value and the one wanted, in words. */
export interface Mismatch {
  readonly seen: string;
  readonly wanted: string;
}

/** Whether a field is as expected: undefined when it is. */
export function mismatch(value: unknown, expected: Expected): Mismatch | undefined {
  const { ok, wanted } = judge(value, expected);
  return ok ? undefined : { seen: show(value), wanted };
}

/** The same as a sentence: `is 80, wanted 90`; undefined when the field is as expected. */
export function meets(value: unknown, expected: Expected): string | undefined {
  const wrong = mismatch(value, expected);
  return wrong === undefined ? undefined : `is ${wrong.seen}, wanted ${wrong.wanted}`;
}

interface Judgement {
  readonly ok: boolean;
  readonly wanted: string;
}

function judge(value: unknown, expected: Expected): Judgement {
  if ("equals" in expected) {
    return { ok: same(value, expected.equals), wanted: show(expected.equals) };
  }
  if ("contains" in expected) {
    const { contains } = expected;
    return { ok: includes(value, contains), wanted: `something that contains ${show(contains)}` };
  }
  if ("matches" in expected) {
    const { matches } = expected;
    const ok = typeof value === "string" && new RegExp(matches, "m").test(value);
    return { ok, wanted: `a text like /${matches}/` };
  }
  if ("atLeast" in expected) {
    const { atLeast } = expected;
    return { ok: typeof value === "number" && value >= atLeast, wanted: `at least ${atLeast}` };
  }
  if ("length" in expected) {
    const ok = Array.isArray(value) && value.length === expected.length;
    return { ok, wanted: `a list of ${expected.length}` };
  }
  if ("inSubnet" in expected) {
    const ok = typeof value === "string" && inSubnet(value, expected.inSubnet);
    return { ok, wanted: `an address in ${expected.inSubnet}` };
  }
  return { ok: value === undefined, wanted: "nothing" };
}

/** Deep equality; the order of keys does not count. */
const same = (a: unknown, b: unknown): boolean => diffValues(a, b).length === 0;

function includes(value: unknown, part: unknown): boolean {
  if (Array.isArray(value)) return value.some((item) => same(item, part));
  return typeof value === "string" && typeof part === "string" && value.includes(part);
}
