import { describe, expect, it } from "@jest/globals";
import { generations, generationsFor, weeksOn } from "../../cli/generations.js";
import { weeks } from "../../labs/index.js";
import type { Versions } from "../../labs/versions.js";
import { studied } from "../../tools/pins.js";

const newer = { kubernetes: "1.30.4", istio: "1.23.2" };

/** Stacks whose configs change nothing. */
const asStudied = (stack: string): Promise<Versions> =>
  Promise.resolve(weeks.find(({ id }) => id === stack)?.versions ?? studied);

describe("the generations of the weeks", () => {
  it("are their pairs of versions, each once, and every week is on one of them", () => {
    expect(generations).toEqual([studied, newer]);
    expect(generations.flatMap(weeksOn).sort()).toEqual(weeks.map(({ id }) => id).sort());
  });
});

describe("the generations that lab bed up makes", () => {
  it.each<[readonly string[], readonly Versions[]]>([
    [[], [studied]],
    [["kans7"], [newer]],
    [["week1", "week2"], [studied]],
    [
      ["kans7", "week3"],
      [newer, studied],
    ],
  ])("for %j are those that they need and no others", async (ids, expected) => {
    expect(await generationsFor(ids, asStudied)).toEqual(expected);
  });

  it("for a week that is tried on another Istio are both, as its applications are those of its own", async () => {
    expect(await generationsFor(["week3"], () => Promise.resolve(newer))).toEqual([studied, newer]);
  });

  it("are refused for what is no week", async () => {
    await expect(generationsFor(["kans7", "mars"], asStudied)).rejects.toMatchObject({
      code: "unknown-week",
      exitCode: 2,
    });
  });
});
