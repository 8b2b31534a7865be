import { describe, expect, it } from "@jest/globals";
import { ToolError } from "../../lib/errors.js";
import type { Exec } from "../../lib/exec.js";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { holderOf, howToFind } from "../../lib/port-holder.js";
import { tempDir } from "../support/temp-dir.js";

/** A machine with these programs; they don't know what `-v` is. */
const having =
  (...programs: readonly string[]): Exec =>
  (program) =>
    Promise.reject(
      new ToolError(programs.includes(program) ? "command-failed" : "command-missing", program),
    );

describe("the command that finds who holds a port", () => {
  it.each<[string, NodeJS.Platform, boolean, readonly string[], string]>([
    ["macOS, which has no ss", "darwin", false, ["lsof"], "lsof -nP -iTCP:30000 -sTCP:LISTEN"],
    ["Linux", "linux", false, ["ss", "lsof"], "sudo ss -ltnp 'sport = :30000'"],
    ["Linux without ss", "linux", false, ["lsof"], "sudo lsof -nP -iTCP:30000 -sTCP:LISTEN"],
    ["Linux without both", "linux", false, [], "docker ps --filter publish=30000"],
    [
      "WSL, where it may be Windows",
      "linux",
      true,
      ["ss"],
      "netstat.exe -ano -p TCP | grep :30000",
    ],
  ])("is one that there is on %s", async (_title, platform, windows, programs, expected) => {
    expect(await howToFind(30_000, having(...programs), platform, windows)).toBe(expected);
  });
});

describe("the holder of a port that is a lab of another checkout", () => {
  it.each([
    ["is gone", "no/such", /which is gone$/, /--orphans$/],
    ["can't be looked at", "loop/lab", /loop\/lab$/, /^cd .* && \.\/lab down week1$/],
  ])(
    "is ended from there, and as an orphan only where that is gone: it %s",
    async (_what, path, text, next) => {
      await using dir = await tempDir();
      await symlink("loop", join(dir.path, "loop"));
      const command = `${join(dir.path, path)}/.lab/stacks/week1/kwok-1/etcd --name=node0`;
      const exec: Exec = (program) =>
        program === "docker"
          ? Promise.reject(new ToolError("command-missing", program))
          : Promise.resolve({ stdout: program === "ps" ? command : "pid=11", stderr: "" });
      expect(await holderOf(30_000, exec)).toEqual({
        text: expect.stringMatching(text) as unknown,
        next: expect.stringMatching(next) as unknown,
      });
    },
  );
});
