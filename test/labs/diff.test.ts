import { describe, expect, it } from "@jest/globals";
import { diffObjects, diffValues, showChange } from "../../labs/diff.js";
import type { KubeObject } from "../../labs/kube.js";

const virtualService = (spec: object): KubeObject => ({
  apiVersion: "networking.istio.io/v1alpha3",
  kind: "VirtualService",
  metadata: { name: "catalog", namespace: "istioinaction" },
  spec,
});

const service: KubeObject = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "catalog", namespace: "istioinaction" },
};

const lines = (before: unknown, after: unknown): string[] =>
  diffValues(before, after).map(showChange);

describe("a difference of two lists of objects", () => {
  it("names the objects that are new, gone and changed, and the fields that changed", () => {
    const before = [virtualService({ http: [{ route: [{ weight: 100 }] }] }), service];
    const after = [
      { ...service, metadata: { name: "webapp", namespace: "istioinaction" } },
      virtualService({ http: [{ route: [{ weight: 90 }] }] }),
    ];
    expect(diffObjects(before, after)).toEqual([
      { key: "Service/istioinaction/catalog", kind: "removed", fields: [] },
      { key: "Service/istioinaction/webapp", kind: "added", fields: [] },
      {
        key: "VirtualService/istioinaction/catalog",
        kind: "changed",
        fields: [{ path: "spec.http[0].route[0].weight", before: 100, after: 90 }],
      },
    ]);
  });

  it("is empty when only the order of objects and keys differs", () => {
    const turned = { ...service, metadata: { namespace: "istioinaction", name: "catalog" } };
    expect(diffObjects([service, virtualService({})], [virtualService({}), turned])).toEqual([]);
  });
});

describe("a difference of two values", () => {
  it.each<[string, unknown, unknown, string[]]>([
    ["a number", { weight: 100 }, { weight: 90 }, ["weight: 100 → 90"]],
    [
      "words, plain",
      { type: "LoadBalancer" },
      { type: "NodePort" },
      ["type: LoadBalancer → NodePort"],
    ],
    ["a number that became text", { port: 80 }, { port: "80" }, ['port: 80 → "80"']],
    ["the text true", { on: true }, { on: "true" }, ['on: true → "true"']],
    ["a new field", {}, { subset: "version-v1" }, ["subset: (none) → version-v1"]],
    [
      "a field that is gone, as a whole",
      { retries: { attempts: 3, retryOn: "5xx" } },
      {},
      ['retries: {"attempts":3,"retryOn":"5xx"} → (none)'],
    ],
    [
      "a name that needs quotes",
      { labels: { "app.kubernetes.io/name": "a" } },
      { labels: { "app.kubernetes.io/name": "b" } },
      ['labels["app.kubernetes.io/name"]: a → b'],
    ],
    [
      "ports by number, wherever they stand",
      { ports: [{ port: 80, nodePort: 31021 }] },
      { ports: [{ port: 15021 }, { port: 80, nodePort: 30000 }] },
      ["ports[port=80].nodePort: 31021 → 30000", 'ports[port=15021]: (none) → {"port":15021}'],
    ],
    [
      "containers by name",
      { containers: [{ name: "catalog", image: "a:1" }, { name: "istio-proxy" }] },
      { containers: [{ name: "catalog", image: "a:2" }] },
      [
        "containers[name=catalog].image: a:1 → a:2",
        'containers[name=istio-proxy]: {"name":"istio-proxy"} → (none)',
      ],
    ],
    [
      "items without a name by place",
      { http: [{ route: 1 }] },
      { http: [{ route: 2 }, { route: 1 }] },
      ["http[0].route: 1 → 2", 'http[1]: (none) → {"route":1}'],
    ],
    [
      "named items that changed places, by place",
      [{ name: "a" }, { name: "b" }],
      [{ name: "b" }, { name: "a" }],
      ["[0].name: a → b", "[1].name: b → a"],
    ],
    [
      "two items of one name, by place",
      [{ name: "a", v: 1 }, { name: "a" }],
      [{ name: "a", v: 2 }, { name: "a" }],
      ["[0].v: 1 → 2"],
    ],
    ["a list that became a map", { a: [1] }, { a: { b: 1 } }, ['a: [1] → {"b":1}']],
    ["an empty list that was filled", { a: [] }, { a: ["x"] }, ["a[0]: (none) → x"]],
    [
      "the fields of a text that is YAML",
      { data: { mesh: "a: 1\nb:\n  c: x\n" } },
      { data: { mesh: "a: 1\nb:\n  c: y\n  d: true\n" } },
      ["data.mesh: b.c: x → y", "data.mesh: b.d: (none) → true"],
    ],
    [
      "the fields of a text that is JSON",
      { values: '{"a":{"b":1}}' },
      { values: '{"a":{"b":2}}' },
      ["values: a.b: 1 → 2"],
    ],
    [
      "the whole of a text whose form alone differs",
      { mesh: "a: 1\nb: 2\n" },
      { mesh: "b: 2\na: 1\n" },
      ['mesh: "a: 1\\nb: 2\\n" → "b: 2\\na: 1\\n"'],
    ],
    [
      "the whole of a text that is no document",
      { t: "a:\n- b: [" },
      { t: "c" },
      ['t: "a:\\n- b: [" → c'],
    ],
    ["a label called constructor", {}, { constructor: "x" }, ["constructor: (none) → x"]],
  ])("shows %s", (_title, before, after, expected) => {
    expect(lines(before, after)).toEqual(expected);
  });

  it("is the same backwards, with the sides exchanged", () => {
    const [a, b] = [{ ports: [{ port: 80, nodePort: 1 }] }, { ports: [{ port: 80 }], x: {} }];
    const turned = diffValues(b, a).map(({ path, before, after }) => ({
      path,
      before: after,
      after: before,
    }));
    expect(turned).toEqual(diffValues(a, b));
  });
});
