import { describe, expect, it } from "@jest/globals";
import { hasLoadRuns, needsFortio } from "../../../app/lab/fortio.js";
import { week1 } from "../../../labs/week1/index.js";
import { week3 } from "../../../labs/week3/index.js";
import { checksOf } from "../../../checks/result.js";

describe("fortio is needed", () => {
  it("by the checks that run it, and by no other", () => {
    const asking = [week1, week3].flatMap((week) =>
      week.steps.flatMap(({ id }) =>
        checksOf(week, id)
          .filter(needsFortio)
          .map(() => id),
      ),
    );
    expect(asking[0]).toBe("3.34");
    expect(asking).toContain("3.36");
    expect(asking.every((id) => Number(id.split(".")[1]) >= 34)).toBe(true);
  });

  it("in the shell of a week with runs of it", () => {
    expect([week1, week3].map(hasLoadRuns)).toEqual([false, true]);
  });
});
