import { describe, expect, it } from "@jest/globals";
import type { StepId } from "../../labs/ids.js";
import { week2 } from "../../labs/week2/index.js";
import { toolsOf } from "../../stacks/tools.js";
import { kind } from "../../targets/kind.js";
import { kwok } from "../../targets/kwok.js";
import type { ToolName } from "../../tools/tool.js";

describe("the tools of a lab", () => {
  it("are the target's, and without Docker the programs of the containers at its step", () => {
    const own: readonly ToolName[] = kwok.tools;
    const at = (step: StepId) =>
      toolsOf({ target: kwok, week: week2, step }).filter((name) => !own.includes(name));
    expect([at("2.2"), at("2.4"), at("2.10")]).toEqual([
      ["go-httpbin"],
      ["go-httpbin", "envoy"],
      [],
    ]);
  });

  it("are the target's alone where Docker runs the containers, or nobody goes to a step", () => {
    expect(toolsOf({ target: kind, week: week2, step: "2.4" })).toEqual(kind.tools);
    expect(toolsOf({ target: kwok, week: week2 })).toEqual(kwok.tools);
  });
});
