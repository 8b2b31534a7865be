import { describe, expect, it } from "@jest/globals";
import type { Fields } from "../../labs/probe-kinds.js";
import {
  absent,
  atLeast,
  by,
  contains,
  exactly,
  fieldsOf,
  inSubnet,
  listOf,
  only,
  present,
  some,
  somewhere,
  yaml,
  type Tree,
} from "../../labs/tree.js";

describe("a partial tree", () => {
  it.each<[string, Tree, Fields]>([
    [
      "maps",
      { spec: { type: "NodePort", weight: 90, enabled: true, mode: null } },
      {
        "spec.type": { equals: "NodePort" },
        "spec.weight": { equals: 90 },
        "spec.enabled": { equals: true },
        "spec.mode": { equals: null },
      },
    ],
    [
      "lists, by place",
      { http: [{ route: [{ weight: 90 }, { weight: 10 }] }] },
      {
        "http[0].route[0].weight": { equals: 90 },
        "http[0].route[1].weight": { equals: 10 },
      },
    ],
    [
      "lists, by a field that names the items",
      { env: by("name", { TZ: { value: "Asia/Seoul" }, LANG: absent }) },
      {
        "env[name=TZ].value": { equals: "Asia/Seoul" },
        "env[name=LANG]": { absent: true },
      },
    ],
    [
      "names that are no words",
      { labels: { "app.kubernetes.io/name": "x", "istio-injection": "enabled" } },
      {
        'labels["app.kubernetes.io/name"]': { equals: "x" },
        'labels["istio-injection"]': { equals: "enabled" },
      },
    ],
    [
      "regular expressions, as they are written",
      { image: /^docker\.io\/istio:1\.17$/, log: new RegExp("/dev/stdout", "m") },
      {
        image: { matches: "^docker\\.io/istio:1\\.17$" },
        log: { matches: "/dev/stdout" },
      },
    ],
    [
      "rules",
      {
        ready: atLeast(1),
        ip: inSubnet("10.0.0.0/8"),
        hosts: exactly(["*"]),
        args: contains("--tls"),
        none: absent,
        any: present,
        three: listOf(3),
      },
      {
        ready: { atLeast: 1 },
        ip: { inSubnet: "10.0.0.0/8" },
        hosts: { equals: ["*"] },
        args: { contains: "--tls" },
        none: { absent: true },
        any: { present: true },
        three: { length: 3 },
      },
    ],
    [
      "rules with trees of their own",
      [{ a: some({ b: { c: 1 } }), d: yaml({ e: 1 }) }],
      {
        "[0].a": { some: [{ "b.c": { equals: 1 } }] },
        "[0].d": { yaml: { e: { equals: 1 } } },
      },
    ],
    ["the value itself", somewhere({ a: 1 }), { "": { somewhere: { a: { equals: 1 } } } }],
    ["many items of one kind", listOf(2, "x"), fieldsOf(only("x", "x"))],
  ])("asks for the fields of %s", (_of, tree, fields) => {
    expect(fieldsOf(tree)).toEqual(fields);
  });

  it.each<[Tree, string]>([
    [{}, "a partial tree asks for nothing"],
    [{ spec: { http: [] } }, "spec.http asks for nothing"],
    [{ spec: { ports: by("port", {}) } }, "spec.ports asks for nothing"],
    [{ name: /x/i }, "/x/i has a flag that an expression of a check can't have"],
  ])("that can't be asked is refused: %j", (tree, message) => {
    expect(() => fieldsOf(tree)).toThrow(new RangeError(message));
  });
});
