import { describe, expect, it } from "@jest/globals";
import { bedRow } from "../../../cli/doctor/bed.js";
import type { GenerationStatus, ImageStatus } from "../../../tools/bed/status.js";

const generation = (
  kubernetes: string,
  istio: string,
  ...places: readonly ImageStatus["place"][]
): GenerationStatus => ({
  ...{ kubernetes, istio },
  images: places.map((place) => ({ name: "docker.io/lab/hello:1", what: "says hello", place })),
});
const older = (...places: readonly ImageStatus["place"][]) =>
  generation("1.23.17", "1.17.8", ...places);
const newer = (...places: readonly ImageStatus["place"][]) =>
  generation("1.30.4", "1.23.2", ...places);

describe("the row on the bed", () => {
  it("is not there where images are pulled", () => {
    expect(bedRow([older("missing", "other"), newer("missing")])).toBeUndefined();
  });

  it("is ok where Docker has the images of all weeks", () => {
    expect(bedRow([older("engine"), newer("engine")])).toMatchObject({ verdict: "ok" });
  });

  it("names the weeks whose images Docker lacks, and what makes them", () => {
    expect(bedRow([older("engine", "engine"), newer("engine", "cache")])).toEqual({
      what: "bed",
      verdict: "note",
      detail:
        "Docker has the images of the bed for week1, week2, week3, week4, not all those for kans7",
      next: "./lab bed up kans7",
    });
  });

  it("is there where images of every week are lacking", () => {
    expect(bedRow([older("engine", "missing"), newer("missing")])).toMatchObject({
      verdict: "note",
      detail:
        "Docker has the images of the bed for no week, not all those for week1, week2, week3, week4, kans7",
      next: "./lab bed up week1 kans7",
    });
  });
});
