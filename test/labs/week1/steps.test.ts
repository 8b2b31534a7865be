import { describe, expect, it } from "@jest/globals";
import { week1 } from "../../../labs/week1/index.js";

/** The types of weeks/week1.md 5, in the order of its steps. */
const TYPES = {
  A: "B B O B B B",
  B: "O B B O B O O B O",
  C: "M O O O M M O O M O L L",
  D: "O M O O O O O O M M L L",
  E: "M O O L O O",
  F: "M F F M",
  G: "M F M O L M L M L L",
  H: "M",
};

describe("week 1", () => {
  it("has the 60 steps of the notes, in their order", () => {
    const ids = Array.from({ length: 60 }, (_, index) => `1.${index + 1}`);
    expect(week1.steps.map(({ id }) => id)).toEqual(ids);
  });

  it("has the types of the notes", () => {
    const types = Object.values(TYPES).join(" ").split(" ");
    expect(week1.steps.map(({ type }) => type)).toEqual(types);
  });

  it("stands at 1.54 when nothing else is asked: both versions run, nothing is steered", () => {
    expect(week1.base).toBe("1.54");
  });

  it("has a title of its own for every step", () => {
    expect(new Set(week1.steps.map(({ title }) => title)).size).toBe(60);
  });
});
