import { describe, expect, it } from "@jest/globals";
import { judgeCommand, type HostCommand } from "../../checks/command-probe.js";
import type { Wrong } from "../../checks/seen.js";
import { onHost } from "../../labs/probes.js";
import { absent, listOf, nowhere, somewhere, type Tree } from "../../labs/tree.js";
import { ToolError } from "../../lib/errors.js";

const printing =
  (stdout: string): HostCommand =>
  () =>
    Promise.resolve({ stdout, stderr: "" });
const clusters = printing("kind\nmyk8s\n");

const judge = (
  run: HostCommand,
  output: { readonly matches?: string; readonly lacks?: string } = {},
): Promise<string | undefined> =>
  judgeCommand(onHost(["kind", "get", "clusters"], output), run).then((wrong) => wrong?.text);

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

  it.each([
    [
      "Command failed with exit code 1: kind get clusters\nfirst\nlast word",
      "exit code 1: last word",
    ],
    ["Command failed with exit code 1: kind get clusters", "exit code 1"],
    ["Command timed out after 60000 milliseconds", "timed out after 60000 milliseconds"],
  ])("fails when the command does, with its last word: %s", async (message, expected) => {
    const failing: HostCommand = () => Promise.reject(new ToolError("command-failed", message));
    const seen = await judge(failing, { lacks: "myk8s" });
    expect(seen).toMatch(new RegExp(`^kind get clusters: Command (failed with )?${expected}$`));
  });
});

describe("a command's output at a glance", () => {
  const judgeAt = (printed: string, output: { matches?: string; lacks?: string }) =>
    judgeCommand(onHost(["istioctl", "pc"], output), printing(printed));

  it("is one short line for pages of JSON, and all of it for those who ask", async () => {
    const routes = Array.from({ length: 40 }, (_, port) => ({ name: "outbound", port }));
    const printed = JSON.stringify(routes, null, 2);
    const wrong = await judgeAt(printed, { matches: '"canary"' });
    expect(wrong?.seen).toMatch(/^162 lines, none of them so: \[ \{ "name": "outbound", /);
    expect(wrong?.seen.length).toBeLessThan(120);
    expect(wrong?.seen).not.toContain("\\");
    expect(wrong?.wanted).toBe('a text like /"canary"/');
    expect(wrong?.whole).toBe(printed);
  });

  it.each([
    ["short output", "kind\n", { matches: "x" }, "kind"],
    ["the codes of colours", "\u001b[32mready\u001b[0m\n", { matches: "x" }, "ready"],
    ["no output", "\n", { matches: "x" }, "nothing was printed"],
    [
      "what must not be",
      `${"x".repeat(500)}\nversion-v2\n`,
      { lacks: "version-\\S+" },
      "version-v2",
    ],
  ])("shows %s as it reads", async (_title, printed, output, seen) => {
    expect((await judgeAt(printed, output))?.seen).toBe(seen);
  });
});

describe("JSON in a command's output", () => {
  const clusters = JSON.stringify([{ name: "outbound", lbPolicy: "RANDOM" }]);
  const judgeAs = (printed: string, json: Tree, stderr = ""): Promise<Wrong | undefined> =>
    judgeCommand(onHost(["istioctl", "pc"], { json }), () =>
      Promise.resolve({ stdout: printed, stderr }),
    );

  it("is compared with a partial tree, whatever else is said on standard error", async () => {
    expect(await judgeAs(clusters, [{ lbPolicy: "RANDOM" }], "a warning")).toBeUndefined();
    expect(await judgeAs("null", nowhere({ level: "Error" }))).toBeUndefined();
  });

  it.each<[string, string, Tree, string]>([
    [
      "a field is another, with its path",
      clusters,
      [{ lbPolicy: "LEAST_REQUEST" }],
      'istioctl pc printed "RANDOM" at [0].lbPolicy, wanted "LEAST_REQUEST"',
    ],
    [
      "no part of it is so, with the nearest",
      clusters,
      somewhere({ name: "outbound", lbPolicy: absent }),
      'istioctl pc printed lbPolicy "RANDOM" in the nearest part, wanted no lbPolicy',
    ],
    [
      "it is no JSON",
      "Error: no such pod",
      somewhere({ a: 1 }),
      'istioctl pc printed "Error: no such pod", wanted JSON',
    ],
    ["nothing is printed", "", somewhere({ a: 1 }), 'istioctl pc printed "", wanted JSON'],
  ])("fails when %s", async (_when, printed, json, sentence) => {
    const wrong = await judgeAs(printed, json);
    expect(wrong?.text).toBe(sentence);
    expect(wrong?.whole).toBe(printed);
  });

  it("of pages is told in one short line", async () => {
    const printed = JSON.stringify([{ routes: "x".repeat(5_000) }]);
    const wrong = await judgeAs(printed, [{ routes: listOf(2) }]);
    expect(wrong?.text.length).toBeLessThan(300);
    expect(wrong?.seen).toMatch(/^"x{79}…$/);
    expect(wrong?.wanted).toBe("a list of 2");
  });
});

describe("a time in a command's output", () => {
  const now = new Date("2025-04-13T01:00:00Z");
  const ends = { at: "^default .* (\\S+)$", withinHours: 24 };
  const judgeAt = (output: string): Promise<string | undefined> =>
    judgeCommand(onHost(["secrets"], { ends }), printing(output), now).then((wrong) => wrong?.text);

  it.each<[string, string, string | undefined]>([
    ["it lies ahead within its hours", "default Cert 2025-04-14T01:00:00Z", undefined],
    [
      "it is past",
      "default Cert 2025-04-13T00:59:59Z",
      "secrets printed 2025-04-13T00:59:59Z, wanted a time from 2025-04-13T01:00:00.000Z on, at most 24 hours later",
    ],
    [
      "it is too far",
      "default Cert 2035-04-13T01:00:00Z",
      "secrets printed 2035-04-13T01:00:00Z, wanted a time from 2025-04-13T01:00:00.000Z on, at most 24 hours later",
    ],
    [
      "it is no time",
      "default Cert soon",
      "secrets printed soon, wanted a time from 2025-04-13T01:00:00.000Z on, at most 24 hours later",
    ],
    [
      "there is none",
      "ROOTCA",
      'secrets printed "ROOTCA", wanted a time after /^default .* (\\S+)$/',
    ],
  ])("is judged when %s", async (_title, output, expected) => {
    expect(await judgeAt(output)).toBe(expected);
  });
});
