import { expect, it } from "@jest/globals";
import { removeWithoutState } from "../../../cli/commands/down.js";
import { week1 } from "../../../labs/week1/index.js";
import { ToolError } from "../../../lib/errors.js";
import { memoryOutput } from "../../support/memory-output.js";

it("a lab whose state is damaged is looked for on the engine that it was made on, and nobody is asked twice", async () => {
  const done: string[] = [];
  const does =
    <T>(name: string, result: T) =>
    (...args: readonly unknown[]): Promise<T> => {
      done.push(
        `${name} ${args.filter((arg) => ["boolean", "string"].includes(typeof arg)).join(" ")}`,
      );
      return Promise.resolve(result);
    };
  const { output, printed } = memoryOutput();
  const damage = new ToolError("bad-state-file", "The state file is damaged.");
  await removeWithoutState(week1, damage, { yes: true }, output, {
    stayOnEngine: does("stayOnEngine", undefined),
    stopAll: does("stopAll", undefined),
    targetLeft: does("targetLeft", "kind"),
    prepareTools: does("prepareTools", undefined),
    removeLeftovers: does("removeLeftovers", undefined),
    putAside: does("putAside", "/aside"),
  });
  expect(done.map((line) => line.trim())).toEqual([
    "stayOnEngine week1",
    "stopAll week1",
    "targetLeft",
    "prepareTools kind true",
    "removeLeftovers",
    "putAside week1",
  ]);
  expect(printed).toEqual(["week1 is gone. Next: ./lab up week1"]);
});
