import { describe, expect, it } from "@jest/globals";
import { pipe } from "../../../tools/bed/pipe.js";
import { exec } from "../../../lib/exec.js";

describe("a pipe", () => {
  it("gives one command's output to the other", async () => {
    const { stdout } = await pipe(exec, ["printf", "%s", "a b"], ["tr", "a-z", "A-Z"]);
    expect(stdout).toBe("A B");
  });

  it("reads nothing in an argument as shell code", async () => {
    const strange = `$(id) "; ls 'x' | *`;
    const { stdout } = await pipe(exec, ["printf", "%s", strange], ["cat"]);
    expect(stdout).toBe(strange);
  });

  it.each([
    [["false"], ["cat"]],
    [["true"], ["false"]],
  ] as const)("fails when one side does: %j | %j", async (from, to) => {
    await expect(pipe(exec, from, to)).rejects.toMatchObject({ code: "command-failed" });
  });
});
