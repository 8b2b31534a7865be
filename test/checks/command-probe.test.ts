import { describe, expect, it } from "@jest/globals";
import { judgeCommand, type HostCommand } from "../../checks/command-probe.js";
import { onHost } from "../../labs/probes.js";
import { ToolError } from "../../lib/errors.js";

const printing =
  (stdout: string): HostCommand =>
  () =>
    Promise.resolve({ stdout, stderr: "" });
const clusters = printing("kind\nmyk8s\n");

const judge = (
  run: HostCommand,
  output: { readonly matches?: string; readonly lacks?: string } = {},
): Promise<string | undefined> => judgeCommand(onHost(["kind", "get", "clusters"], output), run);

describe("a command's check", () => {
  it.each<[string, { matches?: string; lacks?: string }, string | undefined]>([
    ["it ended well", {}, undefined],
    ["a line matches", { matches: "^myk8s$" }, undefined],
    ["no line matches what must not be", { lacks: "^week1$" }, undefined],
    [
      "no line matches",
      { matches: "^week1$" },
      'kind get clusters printed "kind\\nmyk8s\\n", wanted a text like /^week1$/',
    ],
    [
      "a line matches what must not be",
      { lacks: "^myk8s$" },
      'kind get clusters printed "kind\\nmyk8s\\n", wanted no text like /^myk8s$/',
    ],
  ])("says what is seen when %s", async (_title, output, expected) => {
    expect(await judge(clusters, output)).toBe(expected);
  });

  it("shows the beginning of a long output", async () => {
    const seen = await judge(printing("x".repeat(5_000)), { matches: "y" });
    expect(seen?.length).toBeLessThan(300);
    expect(seen).toContain("…");
  });

  it("fails when the command does, with what it said first", async () => {
    const failing: HostCommand = () =>
      Promise.reject(new ToolError("command-failed", "Command failed with exit code 1\nmore"));
    expect(await judge(failing, { lacks: "myk8s" })).toBe(
      "kind get clusters: Command failed with exit code 1",
    );
  });
});
