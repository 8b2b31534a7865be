import { describe, expect, it } from "@jest/globals";
import { barOf, lengthOf, waterfall } from "../../../app/traces/waterfall.js";
import { span, storeTrace } from "../../support/jaeger.js";

const fallsOf = (...spans: readonly ReturnType<typeof span>[]) =>
  waterfall({ id: "t", spans }).map(({ span: { id }, depth }) => [id, depth]);

describe("a waterfall", () => {
  it("has each span below the one that it belongs to, with when it began and what came of it", () => {
    expect(waterfall(storeTrace)).toMatchObject([
      { span: { id: "a" }, depth: 0, offsetUs: 0, status: undefined, failed: false },
      { span: { id: "b" }, depth: 1, offsetUs: 1_000, failed: false },
      { span: { id: "c" }, depth: 2, offsetUs: 3_000, status: "500", failed: true },
    ]);
    expect(lengthOf(storeTrace)).toBe(8_000);
  });

  it("goes through one branch after the other", () => {
    const child = (id: string, parent: string) => span(id, "x", { parent });
    expect(fallsOf(span("a", "x"), child("b", "a"), child("c", "a"), child("d", "b"))).toEqual([
      ["a", 0],
      ["b", 1],
      ["d", 2],
      ["c", 1],
    ]);
  });

  it("has every span, also one whose parent never came, or that names itself", () => {
    expect(fallsOf(span("a", "x", { parent: "lost" }), span("b", "x", { parent: "b" }))).toEqual([
      ["a", 0],
      ["b", 0],
    ]);
  });

  it.each([
    [0, 100, "████"],
    [50, 50, "  ██"],
    [99, 1, "   █"],
    [0, 1, "█"],
  ])("has bars as long as the spans: from %s for %s of 100", (offsetUs, durationUs, bar) => {
    expect(barOf({ offsetUs, span: { durationUs } }, 100, 4)).toBe(bar);
  });
});
