import { describe, expect, it } from "@jest/globals";
import { BugError, LabError, messageOf, ToolError, UsageError } from "../../lib/errors.js";

describe("an error of the lab", () => {
  it.each([
    [UsageError, "UsageError", 2],
    [ToolError, "ToolError", 1],
    [BugError, "BugError", 1],
  ] as const)("has its name, code and exit code: %p", (Family, name, exitCode) => {
    const cause = new Error("why");
    const error = new Family("some-code", "what", { next: "./lab doctor", cause });
    expect(error).toBeInstanceOf(LabError);
    expect(error).toMatchObject({ name, exitCode, code: "some-code", next: "./lab doctor", cause });
  });

  it("has neither a next command nor a cause where none was given", () => {
    const error = new ToolError("some-code", "what");
    expect(error.next).toBeUndefined();
    expect("cause" in error).toBe(false);
  });
});

describe("the message of what was thrown", () => {
  it.each<[unknown, string]>([
    [new Error("it broke"), "it broke"],
    ["a text", "a text"],
    [undefined, "undefined"],
  ])("is a text: %p", (thrown, message) => {
    expect(messageOf(thrown)).toBe(message);
  });
});
