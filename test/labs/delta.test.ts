import { describe, expect, it } from "@jest/globals";
import { delta, isUnchanged } from "../../labs/delta.js";
import { showChange } from "../../labs/diff.js";
import { weeks } from "../../labs/index.js";
import { stateAt, type Week } from "../../labs/week.js";
import { week1 } from "../../labs/week1/index.js";

/** A step and the one before it. */
const stepsOf = (week: Week): { id: string; previous: string; patched: boolean }[] =>
  week.steps.slice(1).map(({ id, patch }, index) => ({
    id,
    previous: week.steps[index]?.id ?? "",
    patched: patch !== undefined,
  }));

describe.each(weeks)("the steps of $id", (week) => {
  it("those that only look change nothing", () => {
    const looks = stepsOf(week).filter(({ patched }) => !patched);
    const changing = looks.filter(({ id, previous }) => !isUnchanged(delta(week, previous, id)));
    expect(changing).toEqual([]);
  });

  it.each(stepsOf(week).filter(({ patched }) => patched))(
    "$id has a patch, so it changes something, forwards and backwards",
    ({ id, previous }) => {
      expect(isUnchanged(delta(week, previous, id))).toBe(false);
      expect(isUnchanged(delta(week, id, previous))).toBe(false);
    },
  );

  it("a step differs in nothing from itself", () => {
    for (const { id } of week.steps) expect(isUnchanged(delta(week, id, id))).toBe(true);
  });
});

/** A change as the learner reads it. */
const lines = (from: string, to: string): string[] =>
  delta(week1, from, to).flatMap(({ kind, key, fields }) => [
    `${kind} ${key}`,
    ...fields.map(showChange),
  ]);

describe("what a step of week 1 changes", () => {
  it.each(["1.16", "1.20", "1.21", "1.24", "1.29", "1.36", "1.37", "1.40", "1.46"])("%s", (id) => {
    expect(lines(`1.${Number(id.slice(2)) - 1}`, id)).toMatchSnapshot();
  });

  it.each(["1.47", "1.48", "1.49", "1.50", "1.51", "1.52", "1.55", "1.57"])("%s", (id) => {
    expect(lines(`1.${Number(id.slice(2)) - 1}`, id)).toMatchSnapshot();
  });

  it("going back from 1.57 puts 1.55's spec back, and nothing else", () => {
    expect(lines("1.57", "1.56")).toMatchSnapshot();
  });

  it("1.60 takes everything away", () => {
    const changes = delta(week1, "1.59", "1.60");
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(["removed"]));
    expect(changes.map(({ key }) => key).sort()).toEqual(
      Object.keys(stateAt(week1, "1.59")).sort(),
    );
  });
});
