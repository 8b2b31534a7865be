import { describe, expect, it } from "@jest/globals";
import { printReplacement } from "../../../cli/text/replacement.js";
import { memoryOutput } from "../../support/memory-output.js";

describe("what is said of a replacement", () => {
  it("is each field, and what is lost", () => {
    const { output, printed } = memoryOutput();
    printReplacement(output, "week1", ["apiServerPort: 0 → 6500"]);
    expect(printed[0]).toBe(
      "-+ the cluster of week1 is replaced: these can't change while it lives",
    );
    expect(printed[1]).toBe("    apiServerPort: 0 → 6500");
    expect(printed.join(" ")).toContain("Lost: all in it, also what you changed by hand.");
  });

  it("is nothing when there is none", () => {
    const { output, printed } = memoryOutput();
    printReplacement(output, "week1", []);
    expect(printed).toEqual([]);
  });
});
