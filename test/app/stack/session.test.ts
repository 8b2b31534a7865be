import { describe, expect, it } from "@jest/globals";
import { weekOfStep } from "../../../app/stack/session.js";

describe("the number of a step", () => {
  it.each([
    ["1.57", "week1"],
    ["4.0.11", "week4"],
    ["7.3", "kans7"],
  ])("tells its week, whatever that is called: %s is of %s", (step, week) => {
    expect(weekOfStep(step).id).toBe(week);
  });

  it("is refused where no week has it", () => {
    expect(() => weekOfStep("4711.1")).toThrow('There is no week "week4711".');
    expect(() => weekOfStep("seven")).toThrow('"seven" is no step');
  });
});
