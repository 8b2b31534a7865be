import { describe, expect, it } from "@jest/globals";
import { duration } from "../../lib/progress.js";

describe("a duration for people", () => {
  it.each([
    [400, "0.4 s"],
    [35_000, "35 s"],
    [125_000, "2 min 5 s"],
    [119 * 60_000, "119 min 0 s"],
    [(71 * 60 + 1) * 60_000, "71 h 1 min"],
  ])("of %d ms is %s", (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});
