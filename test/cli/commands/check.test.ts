import { describe, expect, it } from "@jest/globals";
import { check, type CheckFlags } from "../../../cli/commands/check.js";
import { memoryOutput } from "../../support/memory-output.js";

const run = (step: string | undefined, flags: CheckFlags): Promise<void> =>
  check(step, flags, memoryOutput().output);

describe("lab check", () => {
  it.each<[string | undefined, CheckFlags, string, string]>([
    [
      "1.48",
      { through: "1.59" },
      "bad-check-flags",
      "Either one step (1.48) is checked or a walk is made (--through 1.59).",
    ],
    [
      undefined,
      { from: "1.38" },
      "bad-check-flags",
      "--from 1.38 says where a walk starts; --through must say where it ends.",
    ],
    [
      undefined,
      { through: "1.38", from: "1.40" },
      "bad-check-flags",
      "Step 1.40 comes after 1.38, where the walk is to end.",
    ],
    [undefined, { through: "1.99" }, "unknown-step", 'week1 has no step "1.99".'],
    [undefined, { through: "1.38", from: "1.0" }, "unknown-step", 'week1 has no step "1.0".'],
  ])("refuses %s with %j before anything is done", async (step, flags, code, message) => {
    const failure = expect(run(step, flags)).rejects;
    await failure.toMatchObject({ code, message: expect.stringContaining(message) });
    await expect(run(step, flags)).rejects.toHaveProperty("next");
  });
});
