import { expect, it } from "@jest/globals";
import { isScaledByOthers } from "../../checks/scaled.js";
import { kubeObject, placed } from "../support/fake-manifests.js";

const named = { name: "web", namespace: "shop" };
const web = (spec: object = {}) => kubeObject("apps/v1", "Deployment", named, spec);
const target = { kind: "Deployment", name: "web" };
const scaler = kubeObject("autoscaling/v2", "HorizontalPodAutoscaler", named, {
  scaleTargetRef: target,
});
const canary = kubeObject("flagger.app/v1beta1", "Canary", named, { targetRef: target });

it.each<[string, boolean, number, Parameters<typeof isScaledByOthers>[0], object[]]>([
  ["its autoscaler's", true, 3, web(), [scaler]],
  ["a person's at 0, where no autoscaler does anything", false, 0, web(), [scaler]],
  ["Flagger's, at 0 as well", true, 0, web(), [canary]],
  ["the lab's where it is declared", false, 3, web({ replicas: 1 }), [scaler]],
  ["nobody else's without one", false, 3, web(), []],
  [
    "nobody else's in another namespace",
    false,
    3,
    { ...web(), metadata: { name: "web" } },
    [scaler],
  ],
])("the number of pods is %s", (_whose, expected, now, workload, others) => {
  expect(isScaledByOthers(workload, placed("routing", ...(others as never[])), now)).toBe(expected);
});
