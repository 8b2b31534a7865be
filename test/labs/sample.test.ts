import { describe, expect, it } from "@jest/globals";
import { falseAlarm, interval, sampleSize } from "../../labs/sample.js";

const half = { expected: 0.5, min: 0.25, max: 0.75 };

describe("a sample's false alarm", () => {
  it("is the exact binomial outside of the bounds, which are both included", () => {
    // of 4 throws of a coin none or all: 2/16
    expect(falseAlarm(4, half)).toBeCloseTo(2 / 16, 12);
    expect(falseAlarm(4, { expected: 0.5, min: 0.5, max: 0.5 })).toBeCloseTo(10 / 16, 12);
    expect(falseAlarm(3, { expected: 0.2, min: 0, max: 1 / 3 })).toBeCloseTo(
      3 * 0.2 ** 2 * 0.8 + 0.2 ** 3,
      12,
    );
  });

  it("counts a share that is a whole number of requests as within the bound", () => {
    // 0.29 * 100 is 28.999999999999996 as a double, 0.07 * 100 is 7.000000000000001
    expect(falseAlarm(100, { expected: 0, min: 0, max: 0.29 })).toBe(0);
    const seven = falseAlarm(100, { expected: 0.07, min: 0.07, max: 1 });
    const six = falseAlarm(100, { expected: 0.07, min: 0.061, max: 1 });
    expect(seven).toBeCloseTo(six, 12);
  });

  it("is 0 or 1 where nothing is left to chance", () => {
    expect(falseAlarm(50, { expected: 1, min: 1, max: 1 })).toBe(0);
    expect(falseAlarm(50, { expected: 0, min: 0, max: 0 })).toBe(0);
    expect(falseAlarm(50, { expected: 0, min: 1, max: 1 })).toBe(1);
  });

  it("keeps its small values", () => {
    expect(falseAlarm(100, half)).toBeGreaterThan(1e-8);
    expect(falseAlarm(100, half)).toBeLessThan(1e-6);
  });
});

describe("a sample's size", () => {
  it("is the smallest with which a right lab fails less often than allowed", () => {
    const size = sampleSize({ ...half, confidence: 0.99 });
    expect(falseAlarm(size, half)).toBeLessThan(0.01);
    for (let n = 1; n < size; n += 1) expect(falseAlarm(n, half)).toBeGreaterThanOrEqual(0.01);
  });

  it("grows with the confidence", () => {
    const sizes = [0.9, 0.99, 0.999, 0.9999].map((confidence) =>
      sampleSize({ ...half, confidence }),
    );
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
    expect(new Set(sizes).size).toBe(4);
  });

  it("does not exist for a share on the wrong side of a bound", () => {
    expect(() => sampleSize({ expected: 0.49, min: 0.85, max: 1, confidence: 0.99 })).toThrow(
      "no sample of up to 2000 tells 0.49 from what is outside 0.85 to 1 with confidence 0.99",
    );
  });
});

describe("the 95 % interval of a share", () => {
  it.each([
    // by R: prop.test(x, n, correct = FALSE)$conf.int
    [103, 200, 0.4461, 0.5833],
    [0, 50, 0, 0.0713],
    [50, 50, 0.9287, 1],
  ])("is Wilson's: %s of %s", (count, n, min, max) => {
    const found = interval(count, n);
    expect(found.min).toBeCloseTo(min, 4);
    expect(found.max).toBeCloseTo(max, 4);
  });
});
