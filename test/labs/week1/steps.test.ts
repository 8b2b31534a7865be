import { describe, expect, it } from "@jest/globals";
import { week1 } from "../../../labs/week1/index.js";

describe("week 1", () => {
  it("has the 60 steps of the notes, in their order", () => {
    const ids = Array.from({ length: 60 }, (_, index) => `1.${index + 1}`);
    expect(week1.steps.map(({ id }) => id)).toEqual(ids);
  });

  it("stands at 1.54 when nothing else is asked: both versions run, nothing is steered", () => {
    expect(week1.base).toBe("1.54");
  });

  it("has a title of its own for every step", () => {
    expect(new Set(week1.steps.map(({ title }) => title)).size).toBe(60);
  });
});
