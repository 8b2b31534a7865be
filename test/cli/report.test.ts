import { describe, expect, it } from "@jest/globals";
import { report } from "../../cli/report.js";
import { BugError, ToolError, UsageError } from "../../lib/errors.js";

function told(error: unknown, asJson = false): { readonly lines: string[]; readonly code: number } {
  const lines: string[] = [];
  const code = report(error, asJson, (text) => lines.push(text));
  return { lines, code };
}

const usage = new UsageError("unknown-week", 'There is no week "mars".', { next: "./lab weeks" });

describe("an error on the terminal", () => {
  it("is a message and the next command, without a stack trace", () => {
    expect(told(usage).lines).toEqual(['error: There is no week "mars".', "  next: ./lab weeks"]);
    expect(told(new ToolError("disk-full", "The disk is full.")).lines).toEqual([
      "error: The disk is full.",
    ]);
  });

  it.each<[string, unknown]>([
    ["a mistake of ours", new BugError("no-base", "week1 has no base")],
    ["anything unforeseen", new TypeError("x is undefined")],
  ])("has the stack trace and asks for a report when it is %s", (_title, error) => {
    const [first, second = ""] = told(error).lines;
    expect(first).toBe(`error: ${(error as Error).message}`);
    expect(second).toContain("please report it");
    expect(second).toContain("report.test.ts");
  });

  it("is told even when something else than an error was thrown", () => {
    expect(told("a text").lines[0]).toBe("error: a text");
  });
});

describe("the exit code", () => {
  it.each<[string, unknown, number]>([
    ["2 for what another input mends", usage, 2],
    ["1 for what didn't work outside", new ToolError("x", "x"), 1],
    ["1 for a mistake of ours", new BugError("x", "x"), 1],
    ["1 for anything else", new Error("x"), 1],
  ])("is %s", (_title, error, code) => {
    expect(told(error).code).toBe(code);
    expect(told(error, true).code).toBe(code);
  });
});

describe("an error for machines", () => {
  it.each<[string, unknown, object]>([
    [
      "a known one",
      usage,
      { code: "unknown-week", message: 'There is no week "mars".', next: "./lab weeks" },
    ],
    ["one without a next command", new ToolError("a", "b"), { code: "a", message: "b" }],
    ["an unforeseen one", new Error("x"), { code: "bug", message: "x" }],
  ])("is one line of JSON: %s", (_title, error, expected) => {
    const { lines } = told(error, true);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([{ error: expected }]);
  });
});
