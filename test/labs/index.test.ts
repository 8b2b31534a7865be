import { describe, expect, it } from "@jest/globals";
import { findWeek, weeks } from "../../labs/index.js";
import { indexOf } from "../../labs/week.js";

describe("the registry of weeks", () => {
  it("finds each week by its id", () => {
    for (const week of weeks) expect(findWeek(week.id)).toBe(week);
  });

  it("finds nothing for an id that no week has", () => {
    expect(findWeek("week9")).toBeUndefined();
  });
});

describe.each(weeks)("$id", (week) => {
  it("has a base among its steps", () => {
    expect(() => indexOf(week, week.base)).not.toThrow();
  });

  it.each(week.steps)("$id has a title, a lesson and commands, one line each", (step) => {
    for (const line of [step.title, step.lesson, ...step.commands]) {
      expect(line).toMatch(/^\S.*\S$/);
    }
    expect(step.commands).not.toHaveLength(0);
    expect(step.title).not.toMatch(/\.$/);
    expect(step.lesson).toMatch(/\.$/);
  });

  it("changes something at every step that provisions or changes objects or faults", () => {
    const still = week.steps.filter(({ type, patch }) => {
      return (type === "M" || type === "F") !== (patch !== undefined) && type !== "B";
    });
    expect(still.map(({ id }) => id)).toEqual([]);
  });
});
