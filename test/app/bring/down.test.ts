import { expect, it } from "@jest/globals";
import { removeWithoutState } from "../../../app/bring/down.js";
import { week1 } from "../../../labs/week1/index.js";
import { kind } from "../../../targets/kind.js";
import { callerWith } from "../../support/told.js";

it("a lab whose state is damaged is looked for on the engine that it was made on", async () => {
  const done: string[] = [];
  const does =
    <T>(name: string, result: T) =>
    (...args: readonly unknown[]): Promise<T> => {
      done.push(
        `${name} ${args.filter((arg) => ["boolean", "string"].includes(typeof arg)).join(" ")}`,
      );
      return Promise.resolve(result);
    };
  const folder = await removeWithoutState(week1, callerWith(), {
    stayOnEngine: does("stayOnEngine", undefined),
    stopAll: does("stopAll", undefined),
    targetLeft: does("targetLeft", kind),
    prepareTools: does("prepareTools", undefined),
    removeLeftovers: does("removeLeftovers", undefined),
    removeBeside: does("removeBeside", undefined),
    putAside: does("putAside", "/aside"),
  });
  expect(done.map((line) => line.trim())).toEqual([
    "stayOnEngine week1",
    "stopAll week1",
    "targetLeft",
    "prepareTools",
    "removeLeftovers",
    "removeBeside",
    "putAside week1",
  ]);
  expect(folder).toBe("/aside");
});
