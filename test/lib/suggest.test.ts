import { describe, expect, it } from "@jest/globals";
import { didYouMean } from "../../lib/suggest.js";

describe("a suggestion", () => {
  it.each<[string, string, readonly string[], string]>([
    ["a letter too many", "week11", ["week1"], "week1"],
    ["a letter missing", "wek1", ["week1"], "week1"],
    ["a wrong letter", "wekk1", ["week1"], "week1"],
    ["two letters turned round", "tagret", ["step", "target"], "target"],
    ["another case", "APISERVERPORT", ["apiServerPort"], "apiServerPort"],
    ["the nearest of several", "1.577", ["1.5", "1.57", "1.1"], "1.57"],
  ])("is made for %s", (_title, value, allowed, expected) => {
    expect(didYouMean(value, allowed)).toBe(` Did you mean "${expected}"?`);
  });

  it.each<[string, string, readonly string[]]>([
    ["something else altogether", "mars", ["week1"]],
    ["three slips", "wxyk1", ["week1"].map((week) => week.toUpperCase() + "000")],
    ["a word so short that all would be near", "no", ["up"]],
    ["an empty value", "", ["up", "week1"]],
    ["nothing that is allowed", "week1", []],
  ])("is not made for %s", (_title, value, allowed) => {
    expect(didYouMean(value, allowed)).toBe("");
  });
});
