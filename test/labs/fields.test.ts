import { describe, expect, it } from "@jest/globals";
import { valueAt } from "../../labs/fields.js";

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
