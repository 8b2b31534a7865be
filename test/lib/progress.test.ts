import { describe, expect, it } from "@jest/globals";
import { bytes, duration } from "../../lib/progress.js";

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

describe("a size", () => {
  it.each([
    [1_500, "2 kB"],
    [87_000_000, "87 MB"],
    [9_999_000_000, "9999 MB"],
    [49_350_000_000, "49 GB"],
  ])("of %d bytes is told in units that are read at a glance: %s", (count, text) => {
    expect(bytes(count)).toBe(text);
  });
});
