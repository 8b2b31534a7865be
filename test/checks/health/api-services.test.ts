import { expect, it } from "@jest/globals";
import { apiServices } from "../../../checks/health/api-services.js";
import { liveObject, snapshot } from "../../support/fake-live.js";

const service = (status: string, lastTransitionTime: string) =>
  liveObject(
    "apiregistration.k8s.io/v1",
    "APIService",
    { name: "v1beta1.metrics.k8s.io" },
    {
      status: {
        conditions: [{ type: "Available", status, message: "no endpoints", lastTransitionTime }],
      },
    },
  );

it("an API that has not answered for a while is told, with why", () => {
  expect(apiServices(snapshot([], [service("False", "2026-11-26T14:00:00Z")]))).toMatchObject([
    { says: "APIService v1beta1.metrics.k8s.io does not answer: no endpoints", weight: "note" },
  ]);
});

it.each([
  ["answers", service("True", "2026-11-26T14:00:00Z")],
  ["has only just begun", service("False", "2026-11-26T14:09:30Z")],
])("an API that %s is right", (_how, live) => {
  expect(apiServices(snapshot([], [live]))).toEqual([]);
});
