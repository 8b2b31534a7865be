import type { KubeObject } from "../labs/kube.js";
import { isByHand, managedFieldsOf, type FieldSet } from "./managers.js";

/** A field that somebody added to an object of the lab. */
export interface Addition {
  /** `spec.selector.version` */
  readonly path: string;
  /** The same as a JSON pointer: `/spec/selector/version`. */
  readonly pointer: string;
  readonly value: unknown;
  /** `kubectl-patch` */
  readonly by: string | undefined;
}

type Place = readonly (string | number)[];

/** A field with what the lab declares for it, what the cluster holds, and where. */
interface Spot {
  readonly declared: unknown;
  readonly live: unknown;
  readonly at: Place;
}

/**
 * The fields of a live object that a person wrote and the lab does not declare, the outermost of each: what a value
 * of the lab's is compared with is not enough, since a selector with one label more meets no pod.
 * @param live read with `--show-managed-fields`.
 */
export function additionsTo(declared: KubeObject, live: KubeObject): Addition[] {
  const entries = managedFieldsOf(live);
  const found = new Map<string, Addition>();
  for (const entry of entries.filter(isByHand)) {
    const others = entries
      .filter((other) => !isByHand(other))
      .flatMap(({ fieldsV1 }) => fieldsV1 ?? []);
    const spot = { declared, live, at: [] };
    for (const { at, live: value } of added(entry.fieldsV1 ?? {}, spot, others)) {
      const pointer = pointerOf(at);
      found.set(pointer, { path: pathOf(at), pointer, value, by: entry.manager });
    }
  }
  const inside = [...found.keys()];
  return [...found.values()].filter(
    ({ pointer }) => !inside.some((outer) => pointer.startsWith(`${outer}/`)),
  );
}

/** Written by kubectl and by controllers beside what they do; none changes how anything behaves. */
const HARMLESS = new Set([
  "kubectl.kubernetes.io/last-applied-configuration",
  "kubectl.kubernetes.io/restartedAt",
  "kubernetes.io/change-cause",
  "deployment.kubernetes.io/revision",
]);

/** Maps in which each entry counts for itself: some are harmless. */
const ENTRY_BY_ENTRY = new Set(["metadata", "annotations", "labels"]);

const stepsOf = (set: FieldSet): [string, FieldSet][] =>
  Object.entries(set).filter(([step]) => step !== ".");

/** @param others what the lab and the controllers own of the same value. */
function added(set: FieldSet, spot: Spot, others: readonly FieldSet[]): Spot[] {
  const steps = stepsOf(set);
  if (steps.length === 0) return more(spot);
  return steps.flatMap(([step, inner]) => {
    const next = enter(spot, step);
    if (next === undefined) return [];
    const theirs = others.flatMap((other) => other[step] ?? []);
    if (next.declared !== undefined) return added(inner, next, theirs);
    // what a controller wrote as well is its own
    if (theirs.some((other) => stepsOf(other).length === 0 && other["."] === undefined)) return [];
    const isShared = theirs.some((other) => stepsOf(other).length > 0);
    const isMap = ENTRY_BY_ENTRY.has(String(next.at.at(-1)));
    if (stepsOf(inner).length > 0 && (isShared || isMap)) return added(inner, next, theirs);
    return HARMLESS.has(String(next.at.at(-1))) || isEmpty(next.live) ? [] : [next];
  });
}

/** What a map or list, which has one owner as a whole, holds beyond what is declared. */
function more({ declared, live, at }: Spot): Spot[] {
  if (declared === undefined) return isEmpty(live) ? [] : [{ declared, live, at }];
  if (Array.isArray(declared) && Array.isArray(live)) {
    // a list of another length is a change of its own: which item is the new one can't be told
    if (declared.length !== live.length) return [];
    return live.flatMap((item: unknown, index) =>
      more({ declared: declared[index] as unknown, live: item, at: [...at, index] }),
    );
  }
  if (!isTree(declared) || !isTree(live)) return [];
  return Object.entries(live).flatMap(([key, value]) =>
    more({ declared: declared[key], live: value, at: [...at, key] }),
  );
}

type Tree = Readonly<Record<string, unknown>>;

const isTree = (value: unknown): value is Tree =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === "" ||
  (typeof value === "object" && value !== null && Object.keys(value).length === 0);

/** Goes one step of a field set into the values; undefined where the live object has no such field any more. */
function enter({ declared, live, at }: Spot, step: string): Spot | undefined {
  const [kind, text] = [step.slice(0, 2), step.slice(2)];
  if (kind === "f:") {
    if (!isTree(live) || !Object.hasOwn(live, text)) return undefined;
    const mine = isTree(declared) ? declared[text] : undefined;
    return { declared: mine, live: live[text], at: [...at, text] };
  }
  if (!Array.isArray(live)) return undefined;
  const isIt = matcher(kind, text);
  const index = kind === "i:" ? Number(text) : live.findIndex((item: unknown) => isIt(item, false));
  if (index < 0 || index >= live.length) return undefined;
  const mine: readonly unknown[] = Array.isArray(declared) ? declared : [];
  const own = kind === "i:" ? mine[index] : mine.find((item) => isIt(item, true));
  return { declared: own, live: live[index] as unknown, at: [...at, index] };
}

/** Finds an item of a list. Of a declared one a key may be missing, which the API server fills in: `protocol: TCP`. */
function matcher(kind: string, text: string): (item: unknown, isDeclared: boolean) => boolean {
  const wanted = JSON.parse(text) as unknown;
  if (kind === "v:" || !isTree(wanted)) return (item) => item === wanted;
  const keys = Object.entries(wanted);
  return (item, isDeclared) =>
    isTree(item) &&
    keys.some(([key, value]) => item[key] === value) &&
    keys.every(([key, value]) => item[key] === value || (isDeclared && item[key] === undefined));
}

/** `/metadata/labels/a~1b` */
const pointerOf = (at: Place): string =>
  at.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** In the words of labs/fields.ts: `metadata.labels["istio-injection"]`. */
function pathOf(at: Place): string {
  return at.reduce<string>((path, part) => {
    if (typeof part === "number") return `${path}[${part}]`;
    if (!/^[A-Za-z_$][\w$]*$/.test(part)) return `${path}[${JSON.stringify(part)}]`;
    return path === "" ? part : `${path}.${part}`;
  }, "");
}

/** An object without fields, given by their JSON pointers. */
export function without(object: KubeObject, pointers: readonly string[]): KubeObject {
  const copy = structuredClone(object);
  // the last item of a list first: the others keep their places
  for (const pointer of inRemovalOrder(pointers)) {
    const path = pointer.split("/").slice(1).map(unescaped);
    const last = path.pop() ?? "";
    const holder = path.reduce<unknown>(
      (value, part) => (value as Readonly<Record<string, unknown>> | undefined)?.[part],
      copy,
    );
    if (Array.isArray(holder)) holder.splice(Number(last), 1);
    else if (isTree(holder)) Reflect.deleteProperty(holder, last);
  }
  return copy;
}

const unescaped = (part: string): string => part.replaceAll("~1", "/").replaceAll("~0", "~");

/** Pointers in an order in which each can be removed without moving the next: of a list the last item first. */
export const inRemovalOrder = (pointers: readonly string[]): string[] =>
  [...pointers].sort((a, b) => b.localeCompare(a, "en", { numeric: true }));
