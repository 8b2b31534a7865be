import { describe, expect, it } from "@jest/globals";
import { PARTS, partNamed } from "../../../labs/parts/index.js";
import { inOrder } from "../../../labs/parts/order.js";

const sorted = (waits: Readonly<Record<string, readonly string[]>>): string[] =>
  inOrder(Object.keys(waits), (name) => waits[name] ?? []);

describe("the order of parts", () => {
  it("puts each behind all that it waits for, and else leaves them as they are", () => {
    expect(sorted({ d: [], a: ["c"], b: [], c: ["b"] })).toEqual(["d", "b", "c", "a"]);
  });

  it("refuses parts that wait for each other, and names them", () => {
    expect(() => sorted({ x: ["a"], a: ["b"], b: ["c"], c: ["a"] })).toThrow(
      "a circle: a waits for b waits for c waits for a",
    );
    expect(() => sorted({ a: ["a"] })).toThrow("a circle: a waits for a");
  });

  it("refuses a name that no part has", () => {
    expect(() => sorted({ flagger: ["itsio"], istio: [] })).toThrow(
      'flagger waits for "itsio", which is none of flagger, istio',
    );
  });

  it("has every part once, Flagger behind Istio", () => {
    expect(new Set(PARTS).size).toBe(PARTS.length);
    expect(PARTS.indexOf("flagger")).toBeGreaterThan(PARTS.indexOf("istio"));
  });

  it("gives each part a token of its own: a URN has it", () => {
    const tokens = PARTS.map((name) => partNamed(name).token);
    expect(new Set(tokens).size).toBe(tokens.length);
    for (const token of tokens) expect(token).toMatch(/^istio-lab:[a-z]+:[A-Z]\w+$/);
  });
});
