import { describe, expect, it } from "@jest/globals";
import { duration } from "../../lib/progress.js";

describe("a duration", () => {
  it.each([
    [440, "0.4 s"],
    [35_000, "35 s"],
    [125_000, "2 min 5 s"],
    [7_199_000, "119 min 59 s"],
    [7_200_000, "2 h 0 min"],
    [83_100_000, "23 h 5 min"],
  ])("of %d ms is told in units that are read at a glance: %s", (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});
