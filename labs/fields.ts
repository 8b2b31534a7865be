import { isMap } from "./value.js";

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
