import { expect, it } from "@jest/globals";
import { cpusRow } from "../../../cli/doctor/cpus.js";

it.each([4, 16])("%i CPUs of Docker are enough for Istio's own requests", (cpus) => {
  expect(cpusRow(cpus)).toEqual({ what: "cpus", verdict: "ok", detail: `Docker has ${cpus}` });
});

it.each([1, 3])("%i are a note that tells what a new lab does, and what helps", (cpus) => {
  expect(cpusRow(cpus)).toEqual({
    what: "cpus",
    verdict: "note",
    detail: `Docker has ${cpus}: Istio reserves less in a new lab (config key cpuRequests: small)`,
    next: "give Docker 4 CPUs for Istio's own CPU requests",
  });
});

it("an engine that does not say has no row for it", () => {
  expect(cpusRow(undefined)).toBeUndefined();
});
