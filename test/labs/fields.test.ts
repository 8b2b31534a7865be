import { describe, expect, it } from "@jest/globals";
import { meets, valueAt } from "../../labs/fields.js";
import type { Expected } from "../../labs/probe-kinds.js";

const live = {
  metadata: { labels: { "istio-injection": "enabled", "app.kubernetes.io/name": "catalog" } },
  spec: {
    ports: [
      { name: "status-port", port: 15021 },
      { name: "http2", port: 80, nodePort: 30000 },
    ],
    http: [{ match: [{ headers: { "x-dark-launch": { exact: "v2" } } }] }, { route: [] }],
  },
  status: { conditions: [{ type: "Progressing" }, { type: "Available", status: "True" }] },
};

describe("a path", () => {
  it.each<[string, unknown]>([
    ["spec.ports[port=80].nodePort", 30000],
    ["spec.ports[name=http2].nodePort", 30000],
    ["spec.ports[1].nodePort", 30000],
    ["spec.http[0].match", [{ headers: { "x-dark-launch": { exact: "v2" } } }]],
    ['spec.http[0].match[0].headers["x-dark-launch"].exact', "v2"],
    ["spec.http[0].match[0].headers.x-dark-launch.exact", "v2"],
    ['metadata.labels["istio-injection"]', "enabled"],
    ['metadata.labels["app.kubernetes.io/name"]', "catalog"],
    ["status.conditions[type=Available].status", "True"],
  ])("%s leads to its value", (path, value) => {
    expect(valueAt(live, path)).toEqual(value);
  });

  it.each([
    "spec.type",
    "spec.ports[port=443].nodePort",
    "spec.ports[2]",
    "spec.http[1].match[0].headers",
    "spec.ports.port",
    "spec[0]",
    "spec.constructor",
    "metadata.labels.missing.deeper",
  ])("%s leads to nothing where the object has no such field", (path) => {
    expect(valueAt(live, path)).toBeUndefined();
  });

  it.each(["spec..ports", "spec.ports[", "spec.ports[]", "spec ports", 'labels["a]'])(
    "%s is refused, with the place that is wrong",
    (path) => {
      expect(() => valueAt(live, path)).toThrow(`"${path}" is no field path, see "`);
    },
  );
});

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
  ])("that is not met says what was seen and what was wanted: %j", (value, expected, sentence) => {
    expect(meets(value, expected)).toBe(sentence);
  });
});
