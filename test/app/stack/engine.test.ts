import { expect, it } from "@jest/globals";
import { afterFailed } from "../../../app/stack/engine.js";

it.each([
  ["up", /^\.\/lab status week1 .* \.\/lab reset week1 makes it again/],
  ["refresh", /^\.\/lab status week1 .* \.\/lab reset week1 makes it again/],
  ["destroy", /^\.\/lab doctor .*, then \.\/lab down week1 goes on$/],
] as const)("after a failed %s the learner is led on to what they wanted", (operation, next) => {
  expect(afterFailed(operation, "week1")).toMatch(next);
});
