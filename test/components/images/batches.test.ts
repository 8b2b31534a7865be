import { describe, expect, it } from "@jest/globals";
import { batchesOf } from "../../../components/images/batches.js";
import { kubeObject, placed } from "../../support/fake-manifests.js";

const deployment = (namespace: string, name: string, readinessProbe?: object) =>
  kubeObject(
    "apps/v1",
    "Deployment",
    { namespace, name },
    {
      template: {
        spec: { containers: [{ image: `${name}:1`, ...(readinessProbe && { readinessProbe }) }] },
      },
    },
  );

const firstOf = (...objects: readonly ReturnType<typeof deployment>[]): readonly string[] => {
  const images = objects.map(({ metadata }) => `${metadata.name}:1`);
  const { first, rest } = batchesOf(images, placed("istio", ...objects));
  expect([...first, ...rest].sort()).toEqual([...images].sort());
  return first;
};

describe("the images that go into the node first", () => {
  it("are istiod's, for which all else waits", () => {
    const [istiod, web] = [deployment("istio-system", "istiod"), deployment("shop", "web")];
    expect(firstOf(web, istiod)).toEqual(["istiod:1"]);
  });

  it.each([
    [{ initialDelaySeconds: 5, periodSeconds: 30 }, true],
    [{ initialDelaySeconds: 20 }, true],
    [{ initialDelaySeconds: 1, periodSeconds: 3 }, false],
    [{}, false],
    [undefined, false],
  ])("are those of pods whose readiness probe is slow: with %j it is %s", (probe, expected) => {
    expect(firstOf(deployment("shop", "slow", probe)).length > 0).toBe(expected);
  });
});
