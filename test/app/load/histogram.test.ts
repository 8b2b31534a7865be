import { describe, expect, it } from "@jest/globals";
import type { LoadResult } from "../../../checks/fortio.js";
import { histogram } from "../../../app/load/histogram.js";

const result: LoadResult = {
  ...{ calls: 40, qps: 1.9, average: 0.4, codes: { 200: 40 } },
  percentiles: { 50: 0.2, 75: 0.9, 99.9: 1.2 },
  histogram: [
    { start: 0.1, end: 0.2, count: 30 },
    { start: 0.9, end: 1.2, count: 10 },
  ],
};

/** The texts of a picture, and its bars: each says what it shows. */
const textsOf = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text = ""]) => text);
const barsOf = (svg: string): string[] =>
  [...svg.matchAll(/aria-label="([^"]*)" role="graphics-symbol" aria-roledescription="bar"/g)].map(
    ([, text = ""]) => text,
  );

describe("the histogram of a run", () => {
  it("has a bar for each interval, in milliseconds", async () => {
    const bars = barsOf(await histogram(result, "3.36 roundrobin", "how"));
    expect(bars).toEqual([
      "took, in ms: 100 – 200; calls: 30",
      "took, in ms: 900 – 1200; calls: 10",
    ]);
  });

  it("says what was run and how, and marks the percentiles that it has", async () => {
    const texts = textsOf(await histogram(result, "3.36 roundrobin", "10 connections"));
    expect(texts).toEqual(
      expect.arrayContaining(["3.36 roundrobin", "10 connections", "P50", "P75"]),
    );
    expect(texts).not.toContain("P99");
  });

  it("is drawn where no call was answered, too", async () => {
    const empty = { ...result, histogram: [], percentiles: {} };
    expect(await histogram(empty, "3.36", "how")).toMatch(/^<svg [^]*<\/svg>$/);
  });
});
