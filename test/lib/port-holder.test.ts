import { describe, expect, it } from "@jest/globals";
import { ToolError } from "../../lib/errors.js";
import type { Exec } from "../../lib/exec.js";
import { howToFind } from "../../lib/port-holder.js";

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
