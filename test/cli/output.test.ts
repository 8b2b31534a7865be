import { describe, expect, it } from "@jest/globals";
import { printJson, printTable } from "../../cli/terminal/output.js";
import { memoryOutput } from "../support/memory-output.js";

describe("a table", () => {
  it("has aligned columns and no blanks at the end of a line", () => {
    const { output, printed } = memoryOutput();
    printTable(output, [
      ["week1", "60 steps", "First contact"],
      ["w", "1", ""],
    ]);
    expect(printed).toEqual(["week1  60 steps  First contact", "w      1"]);
  });

  it("is nothing without rows", () => {
    const { output, printed } = memoryOutput();
    printTable(output, []);
    expect(printed).toEqual([]);
  });
});

describe("a value for machines", () => {
  it("is the whole result as one JSON text", () => {
    const { output, printed, said } = memoryOutput();
    printJson(output, { week: "week1", steps: [1, 2] });
    expect(JSON.parse(printed.join("\n"))).toEqual({ week: "week1", steps: [1, 2] });
    expect(said).toEqual([]);
  });
});
