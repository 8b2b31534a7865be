import { describe, expect, it } from "@jest/globals";
import { objectsIn } from "../../labs/contents.js";
import { podImages } from "../../labs/images.js";
import { weeks } from "../../labs/index.js";
import { STAND_INS, withStandIns } from "../../labs/stand-ins/index.js";
import { stateAt, type Week } from "../../labs/week.js";
import { kubeObject, placed } from "../support/fake-manifests.js";

const before = [
  ...placed(
    "istio",
    kubeObject("apps/v1", "Deployment", { namespace: "istio-system", name: "istiod" }),
  ),
  ...placed(
    "prometheus",
    kubeObject("v1", "ConfigMap", { namespace: "istio-system", name: "prometheus" }),
  ),
  ...placed("catalog", kubeObject("v1", "Service", { name: "catalog" })),
];

describe("a lab on stand-ins", () => {
  it("has the objects of any other, Istio and Prometheus as they are", () => {
    expect(withStandIns(before)).toEqual(before);
  });

  it("is asked for the images of many objects", () => {
    expect(new Set(weeks.flatMap(imagesIn)).size).toBeGreaterThan(4);
  });

  it.each(weeks.map((week) => [week.id, week] as const))(
    "gives every image of the own objects of %s a stand-in",
    (_, week) => {
      expect(Object.keys(STAND_INS)).toEqual(expect.arrayContaining(imagesIn(week)));
    },
  );
});

/** The images of all steps, without those of manifests of others. */
function imagesIn(week: Week): string[] {
  const own = week.steps.flatMap(({ id }) => Object.values(objectsIn(stateAt(week, id))));
  return [...new Set(own.flatMap(({ object }) => podImages(object)))];
}
