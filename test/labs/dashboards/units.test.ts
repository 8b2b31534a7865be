import { describe, expect, it } from "@jest/globals";
import { colourOf, formatted } from "../../../labs/dashboards/units.js";

describe("a number", () => {
  it.each<[number, string, string]>([
    [1234.5, "none", "1230"],
    [0, "short", "0"],
    [1_250_000, "short", "1.25 Mil"],
    [0.5, "ops", "0.5 ops/s"],
    [2500, "reqps", "2.5K req/s"],
    [0.995, "percentunit", "99.5%"],
    [12, "percent", "12%"],
    [1536, "bytes", "1.5 KiB"],
    [1536, "decbytes", "1.54 kB"],
    [357, "Bps", "357 B/s"],
    [0, "s", "0 s"],
    [0.0083, "s", "8.3 ms"],
    [0.000012, "s", "12 µs"],
    [90, "s", "1.5 min"],
    [8.3, "ms", "8.3 ms"],
    [-0.25, "s", "-250 ms"],
    [7, "furlongs", "7"],
  ])("%s as %s is written %s", (value, unit, text) => {
    expect(formatted(value, { unit, decimals: undefined })).toBe(text);
  });

  it("has so many decimals as it is asked for", () => {
    expect(formatted(0.9, { unit: "percentunit", decimals: 2 })).toBe("90.00%");
  });

  it.each([
    [Number.NaN, "NaN"],
    [Infinity, "∞"],
    [-Infinity, "-∞"],
  ])("that is none says so: %s", (value, text) => {
    expect(formatted(value, { unit: "ops", decimals: undefined })).toBe(text);
  });

  it("has the colour of the last limit that it has reached", () => {
    const colours = [
      { from: undefined, colour: "red" },
      { from: 0.95, colour: "orange" },
      { from: 1, colour: "green" },
    ];
    expect([0.5, 0.95, 0.99, 1].map((value) => colourOf(value, colours))).toEqual([
      ...["red", "orange", "orange", "green"],
    ]);
    expect(colourOf(1, [])).toBeUndefined();
  });
});
