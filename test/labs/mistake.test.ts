import { describe, expect, it } from "@jest/globals";
import { saidAsLoaded } from "../../labs/mistake.js";
import { ToolError } from "../../lib/errors.js";

/** An error as Node shows it, thrown below such frames. */
function thrownBelow(...frames: readonly string[]): Error {
  const error = new TypeError("spec asks for nothing");
  error.stack = ["TypeError: spec asks for nothing", ...frames].join("\n");
  return error;
}

const PROBES = "    at has (/my labs/istio-lab/labs/probes.ts:28:43)";

describe("what is thrown while a week is loaded", () => {
  it.each([
    "    at file:///home/me/istio-lab/labs/week9/1-start/9.3-x.ts:7:12",
    "    at <anonymous> (/my labs/istio-lab/labs/week9/1-start/9.3-x.ts:7:12)",
    "    at /my/istio-lab/labs/week9/1-start/9.3-x.ts:7:12",
  ])("is told by the file and line of the week: %s", (frame) => {
    expect(saidAsLoaded(thrownBelow(PROBES, frame))).toMatchObject({
      ...{ code: "bad-week", exitCode: 2, next: "npm run check" },
      message: "labs/week9/1-start/9.3-x.ts:7: spec asks for nothing",
    });
  });

  it.each([
    ["a mistake of the lab itself", thrownBelow(PROBES)],
    [
      "one in a function of a week that runs",
      thrownBelow("    at change (/my/istio-lab/labs/week9/1-start/9.3-x.ts:7:12)"),
    ],
    ["one that is told already", new ToolError("no-network", "there is no network")],
    ["no error", "stop"],
  ])("and %s is passed on", (_what, thrown) => {
    expect(saidAsLoaded(thrown)).toBe(thrown);
  });
});
