import { describe, expect, it } from "@jest/globals";
import { numberOf } from "../../labs/ids.js";
import { findWeek, weeks } from "../../labs/index.js";
import { indexOf } from "../../labs/week.js";

describe("the registry of weeks", () => {
  it("finds each week by its id", () => {
    for (const week of weeks) expect(findWeek(week.id)).toBe(week);
  });

  it("has no two weeks of one number: a step's number alone tells its week", () => {
    const numbers = weeks.map(({ id }) => numberOf(id));
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const { id, steps } of weeks)
      for (const step of steps) expect(step.id.startsWith(`${numberOf(id)}.`)).toBe(true);
  });

  it("finds nothing for an id that no week has", () => {
    expect(findWeek("nothing")).toBeUndefined();
  });
});

describe.each(weeks)("$id", (week) => {
  it("has a base among its steps", () => {
    expect(() => indexOf(week, week.base)).not.toThrow();
  });

  it.each(week.steps)("$id has a title, a lesson in whole sentences, and commands", (step) => {
    expect(step.title).toMatch(/^\S.*\S$/);
    expect(step.commands).not.toHaveLength(0);
    expect(step.title).not.toMatch(/\.$/);
    expect(step.lesson).toMatch(/\.$/);
  });

  it.each(week.steps)("$id has checks that can be made of what its file says", (step) => {
    expect(() => step.checks).not.toThrow();
  });

  it("changes something at every step that provisions or changes objects or faults", () => {
    const still = week.steps.filter(({ kind, patch }) => {
      return (kind === "change" || kind === "fault") !== (patch !== undefined) && kind !== "base";
    });
    expect(still.map(({ id }) => id)).toEqual([]);
  });
});
