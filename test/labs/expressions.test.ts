import { expect, it } from "@jest/globals";
import { allOf, inOrder } from "../../labs/expressions.js";

const fits = (expression: string, text: string): boolean => new RegExp(expression, "m").test(text);

it("allOf asks for all of its parts, in any order, on any line", () => {
  const both = allOf("^a: 1$", "^b: 2$");
  expect(fits(both, "a: 1\nx\nb: 2")).toBe(true);
  expect(fits(both, "b: 2\na: 1")).toBe(true);
  expect(fits(both, "a: 1\nb: 20")).toBe(false);
});

it("inOrder asks for its parts one after the other", () => {
  const both = inOrder("first", "second");
  expect(fits(both, "first\n\nsecond")).toBe(true);
  expect(fits(both, "second\nfirst")).toBe(false);
});
