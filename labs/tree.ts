import { field as fieldAfter } from "./diff.js";
import type { Json } from "./kube.js";
import type { Expected, Fields } from "./probe-kinds.js";

/** A rule for a value, where a plain value isn't enough. */
class Matcher {
  readonly expected: Expected;

  constructor(expected: Expected) {
    this.expected = expected;
  }
}

/** Items of a list that are named by one of their fields. */
class Named {
  readonly field: string;
  readonly items: TreeMap;

  constructor(field: string, items: TreeMap) {
    this.field = field;
    this.items = items;
  }
}

/**
 * A part of a JSON value, nested as in YAML: what isn't in it isn't asked. The items of a list stand by their places,
 * and the list may have more of them. A regular expression asks for a text, where `^` and `$` are line ends.
 */
export type Tree =
  string | number | boolean | null | RegExp | Matcher | Named | readonly Tree[] | TreeMap;

export interface TreeMap {
  readonly [field: string]: Tree;
}

/** There is no such field. */
export const absent = new Matcher({ absent: true });
/** There is such a field, whatever its value. */
export const present = new Matcher({ present: true });

export const atLeast = (number: number): Matcher => new Matcher({ atLeast: number });

/** An address or a network that lies within this one. */
export const inSubnet = (subnet: string): Matcher => new Matcher({ inSubnet: subnet });

/** The whole value, where a partial tree would let it have more. */
export const exactly = (value: Json): Matcher => new Matcher({ equals: value });

/** A list with an equal item, or a text with this in it. */
export const contains = (part: Json): Matcher => new Matcher({ contains: part });

/**
 * Items of a list by the value of a field that names each of them.
 * @example { ports: by("port", { 80: { nodePort: 30000 } }) }
 */
export const by = (field: string, items: TreeMap): Named => new Named(field, items);

/** A list with an item like each of these, wherever it stands. */
export const some = (...items: readonly Tree[]): Matcher =>
  new Matcher({ some: items.map(fieldsOf) });

/** A list of an item like each of these, in any order, and of no others. */
export const only = (...items: readonly Tree[]): Matcher =>
  new Matcher({ only: items.map(fieldsOf) });

/** A list of so many items. @param item what each of them is like. Default: anything */
export const listOf = (length: number, item?: Tree): Matcher =>
  item === undefined ? new Matcher({ length }) : only(...Array<Tree>(length).fill(item));

/** A list that is not empty, and of which each item is like this. */
export const each = (item: Tree): Matcher => new Matcher({ every: fieldsOf(item) });

/** Something in the value is like this, however deep. */
export const somewhere = (part: Tree): Matcher => new Matcher({ somewhere: fieldsOf(part) });

/** Nothing in the value is like this. */
export const nowhere = (part: Tree): Matcher => new Matcher({ nowhere: fieldsOf(part) });

/** A text that is YAML and has these fields. */
export const yaml = (content: TreeMap): Matcher => new Matcher({ yaml: fieldsOf(content) });

/**
 * The fields that a partial tree asks for, by their paths.
 * @throws RangeError for a part that asks for nothing, and for an expression with a flag other than `m`.
 */
export const fieldsOf = (tree: Tree): Fields => Object.fromEntries(leaves(tree, ""));

function leaves(tree: Tree, path: string): [string, Expected][] {
  if (tree instanceof Matcher) return [[path, tree.expected]];
  if (tree instanceof RegExp) return [[path, { matches: patternOf(tree) }]];
  if (typeof tree !== "object" || tree === null) return [[path, { equals: tree }]];
  const found = branches(tree, path).flatMap(([to, branch]) => leaves(branch, to));
  if (found.length > 0) return found;
  throw new RangeError(`${path === "" ? "a partial tree" : path} asks for nothing`);
}

/** The parts of a tree, with their paths. */
function branches(tree: Named | readonly Tree[] | TreeMap, path: string): [string, Tree][] {
  if (tree instanceof Named)
    return Object.entries(tree.items).map(([name, item]) => [
      `${path}[${tree.field}=${name}]`,
      item,
    ]);
  if (isList(tree)) return tree.map((item, place) => [`${path}[${place}]`, item]);
  return Object.entries(tree).map(([field, value]) => [path + fieldAfter(field, path), value]);
}

const isList = (tree: readonly Tree[] | TreeMap): tree is readonly Tree[] => Array.isArray(tree);

/** An expression as it is written, without the backslashes that only its literal needs. */
function patternOf({ source, flags }: RegExp): string {
  if (!/^m?$/.test(flags))
    throw new RangeError(`/${source}/${flags} has a flag that an expression of a check can't have`);
  return source.replaceAll("\\/", "/");
}
