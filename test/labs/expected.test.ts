import { describe, expect, it } from "@jest/globals";
import { meets } from "../../labs/expected.js";
import type { Expected } from "../../labs/probe-kinds.js";
import {
  absent,
  by,
  each,
  fieldsOf,
  listOf,
  nowhere,
  only,
  some,
  somewhere,
  yaml,
} from "../../labs/tree.js";
import type { Tree } from "../../labs/tree.js";

describe("an expectation", () => {
  it.each<[string, unknown, Expected]>([
    ["a value that is equal", "NodePort", { equals: "NodePort" }],
    ["a map whose keys come in another order", { b: 1, a: [2] }, { equals: { a: [2], b: 1 } }],
    ["a list with the item", ["--a", "--b"], { contains: "--b" }],
    ["a list with an equal map", [{ a: 1 }], { contains: { a: 1 } }],
    ["a text with the part", "a, b", { contains: "b" }],
    ["a text with a matching line", "x: 1\ny: 2\n", { matches: "^y: 2$" }],
    ["the very number", 3, { atLeast: 3 }],
    ["a list of that length", [1, 2], { length: 2 }],
    ["an address of the network", "10.200.1.17", { inSubnet: "10.200.1.0/24" }],
    ["no value", undefined, { absent: true }],
    ["any value", null, { present: true }],
  ])("is met by %s", (_title, value, expected) => {
    expect(meets(value, expected)).toBeUndefined();
  });

  it.each<[unknown, Expected, string]>([
    ["ClusterIP", { equals: "NodePort" }, 'is "ClusterIP", wanted "NodePort"'],
    [80, { equals: "80" }, 'is 80, wanted "80"'],
    [undefined, { equals: 30000 }, "is nothing, wanted 30000"],
    [[1, 2], { equals: [2, 1] }, "is [1,2], wanted [2,1]"],
    [{ a: 1, b: 2 }, { equals: { a: 1 } }, 'is {"a":1,"b":2}, wanted {"a":1}'],
    [["--a"], { contains: "--b" }, 'is ["--a"], wanted something that contains "--b"'],
    [undefined, { contains: "b" }, 'is nothing, wanted something that contains "b"'],
    ["1.17.5", { matches: "^1\\.17\\.8$" }, 'is "1.17.5", wanted a text like /^1\\.17\\.8$/'],
    [8, { matches: "8" }, "is 8, wanted a text like /8/"],
    [2, { atLeast: 3 }, "is 2, wanted at least 3"],
    ["3", { atLeast: 3 }, 'is "3", wanted at least 3'],
    [[1], { length: 2 }, "is [1], wanted a list of 2"],
    ["ab", { length: 2 }, 'is "ab", wanted a list of 2'],
    ["10.9.0.1", { inSubnet: "10.10.0.0/16" }, 'is "10.9.0.1", wanted an address in 10.10.0.0/16'],
    ["x", { absent: true }, 'is "x", wanted nothing'],
    [null, { absent: true }, "is null, wanted nothing"],
    [undefined, { present: true }, "is nothing, wanted any value"],
  ])("that is not met says what was seen and what was wanted: %j", (value, expected, sentence) => {
    expect(meets(value, expected)).toBe(sentence);
  });
});

/** How a value fails a partial tree; undefined where it doesn't. */
const against = (value: unknown, tree: Tree): string | undefined =>
  Object.values(fieldsOf(tree)).flatMap((expected) => meets(value, expected) ?? [])[0];

const hosts = [
  { address: "10.0.0.1", health: { eds: "HEALTHY" } },
  { address: "10.0.0.2", health: { eds: "HEALTHY", failed: true } },
];
const well = { health: { eds: "HEALTHY", failed: absent } };
const failed = { health: { failed: true } };

describe("a list", () => {
  it.each<[string, unknown, Tree]>([
    ["has some items, wherever they stand", [408, 503, 400], some(400, 408)],
    ["has only these, in any order", hosts, only(failed, well)],
    ["has each item for one of them", [1, 1], listOf(2, 1)],
    ["has items with fields of their own", [{ a: [{ b: 1 }] }], some({ a: some({ b: 1 }) })],
    ["has items that are all like one", hosts, each({ health: { eds: "HEALTHY" } })],
    ["has no more than its length says", [], listOf(0)],
  ])("%s", (_rule, value, tree) => {
    expect(against(value, tree)).toBeUndefined();
  });

  it.each<[string, unknown, Tree, string]>([
    [
      "lacks an item",
      [503],
      some(503, 408),
      "is a list of 1 with nothing like it, wanted an item with 408",
    ],
    [
      "has an item that is nearly so",
      hosts.slice(1),
      some(well),
      "is health.failed true in the nearest item, wanted no health.failed",
    ],
    [
      "is longer",
      [1, 2],
      only(1),
      "is a list of 2, 2 in an item, wanted a list of only an item with 1",
    ],
    [
      "has an item that is other",
      hosts,
      each(well),
      "is health.failed true in an item, wanted no health.failed",
    ],
    ["is empty", [], each({ a: 1 }), "is [], wanted a list of items with a 1"],
    ["is no list", "x", only(1), 'is "x", wanted a list of only an item with 1'],
    [
      "has an item that none of the wanted is like",
      hosts,
      listOf(2, well),
      "is health.failed true in an item, wanted no health.failed",
    ],
    [
      "has one item for two of the wanted",
      hosts,
      only({ address: "10.0.0.1" }, { address: /^10/ }, well),
      'is a list of 2, wanted a list of only an item with address "10.0.0.1", an item with address a text like /^10/, an item with health.eds "HEALTHY" and no health.failed',
    ],
  ])("is wrong when it %s", (_rule, value, tree, sentence) => {
    expect(against(value, tree)).toBe(sentence);
  });

  it("tells of an item too many what it has other than the wanted that it is most like", () => {
    const tree = only({ z: 1 }, { a: 1, c: 3 }, { z: 2 });
    expect(against([{ a: 1, c: 9 }], tree)).toMatch(/^is a list of 1, c 9 in an item, wanted /);
  });

  it("gives no item to two of the wanted", () => {
    expect(against([1, 2], only(1, 1))).toMatch(/^is 2 in an item, wanted 1$/);
    expect(against([{ a: 1 }, { a: 1, b: 2 }], only({ a: 1 }, { b: 2 }))).toBeUndefined();
    expect(against([{ a: 1, b: 2 }, { a: 1 }], only({ a: 1 }, { b: 2 }))).toBeUndefined();
  });
});

const dump = [
  { name: "80", hosts: [{ name: "a", routes: [{ cluster: "x", timeout: "0.500s" }] }] },
  { name: "81", hosts: [{ name: "b", routes: [{ cluster: "x", timeout: "0s", retry: {} }] }] },
];

describe("a part of a value", () => {
  it.each<[string, Tree]>([
    ["may be anywhere in it", somewhere({ cluster: "x", timeout: "0.500s" })],
    ["may be the value itself", somewhere([{ name: "80" }, { name: "81" }])],
    ["may be a text", somewhere(/^0\.5/)],
    ["may lack a field", somewhere({ timeout: "0.500s", retry: absent })],
    ["may have parts of its own", somewhere({ name: "80", hosts: somewhere({ cluster: "x" }) })],
    ["may be nowhere", nowhere({ cluster: "y" })],
  ])("%s", (_rule, tree) => {
    expect(against(dump, tree)).toBeUndefined();
  });

  it.each<[string, Tree, string]>([
    [
      "says what the nearest part has instead",
      somewhere({ cluster: "x", timeout: "2s" }),
      'is timeout "0.500s" in the nearest part, wanted timeout "2s"',
    ],
    [
      "takes fields of one part only",
      somewhere({ timeout: "0.500s", retry: { a: 1 } }),
      "is retry.a nothing in the nearest part, wanted retry.a 1",
    ],
    [
      "says when nothing is like it",
      somewhere({ lbPolicy: "RANDOM" }),
      'is nothing like it, wanted a part with lbPolicy "RANDOM"',
    ],
    [
      "is not to be there",
      nowhere({ name: "b" }),
      'is one with name "b", wanted no part with name "b"',
    ],
  ])("that is missing or wrong %s", (_rule, tree, sentence) => {
    expect(against(dump, tree)).toBe(sentence);
  });

  it("that only lacks things is not nearer for it", () => {
    expect(against([{ a: 1 }, 2], somewhere({ x: absent, y: 1 }))).toMatch(/nothing like it/);
  });
});

describe("a text that is YAML", () => {
  const mesh = "enablePrometheusMerge: true\ndefaultConfig:\n  tracing:\n    sampling: 100\n";

  it("has the fields of a partial tree", () => {
    expect(against(mesh, yaml({ defaultConfig: { tracing: { sampling: 100 } } }))).toBeUndefined();
  });

  it.each([
    [mesh, 'is YAML with accessLogFile nothing, wanted accessLogFile "/dev/stdout"'],
    [
      "accessLogFile: /dev/stdout\nb: [",
      'is YAML with accessLogFile nothing, wanted accessLogFile "/dev/stdout"',
    ],
    [8, 'is YAML with accessLogFile nothing, wanted accessLogFile "/dev/stdout"'],
  ])("fails with the field that is wrong: %j", (value, sentence) => {
    expect(against(value, yaml({ accessLogFile: "/dev/stdout" }))).toBe(sentence);
  });
});

it("items that are named by a field stand anywhere in their list", () => {
  const tree = { ports: by("port", { 80: { nodePort: 30000 } }) };
  expect(fieldsOf(tree)).toEqual({ "ports[port=80].nodePort": { equals: 30000 } });
});
