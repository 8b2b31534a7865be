import { describe, expect, it } from "@jest/globals";
import { withEmptyVolumes } from "../../labs/empty-volumes.js";
import { keyOf, type KubeObject } from "../../labs/kube.js";

const claimed: KubeObject = {
  apiVersion: "apps/v1",
  kind: "StatefulSet",
  metadata: { name: "loki", namespace: "istio-system" },
  spec: {
    replicas: 1,
    template: {
      spec: { containers: [{ name: "loki" }], volumes: [{ name: "tmp", emptyDir: {} }] },
    },
    volumeClaimTemplates: [
      { metadata: { name: "storage" }, spec: { accessModes: ["ReadWriteOnce"] } },
    ],
  },
};

const given = (object: KubeObject): KubeObject | undefined =>
  withEmptyVolumes([{ key: keyOf(object), part: "loki", object }])[0]?.object;

describe("Where nothing provisions volumes", () => {
  it("a StatefulSet has empty folders under the names of its claims, beside its other volumes", () => {
    expect(given(claimed)).toEqual({
      ...claimed,
      spec: {
        replicas: 1,
        template: {
          spec: {
            containers: [{ name: "loki" }],
            volumes: [
              { name: "tmp", emptyDir: {} },
              { name: "storage", emptyDir: {} },
            ],
          },
        },
      },
    });
  });

  it("all else stays as it is", () => {
    const { volumeClaimTemplates: _claims, ...spec } = claimed["spec"] as Record<string, unknown>;
    for (const object of [
      { ...claimed, spec },
      { ...claimed, kind: "Deployment" },
    ])
      expect(given(object)).toBe(object);
  });
});
