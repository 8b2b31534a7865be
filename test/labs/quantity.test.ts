import { describe, expect, it } from "@jest/globals";
import { bytesOf, millicores } from "../../labs/quantity.js";

describe("a quantity of CPU", () => {
  it.each<[unknown, number | undefined]>([
    ["500m", 500],
    ["2", 2000],
    ["0.5", 500],
    [1, 1000],
    ["5Gi", undefined],
    [undefined, undefined],
  ])("%j is %s thousandths", (quantity, expected) => {
    expect(millicores(quantity)).toBe(expected);
  });
});

describe("a quantity of memory", () => {
  it.each<[unknown, number | undefined]>([
    ["2048Mi", 2_147_483_648],
    ["1Gi", 1_073_741_824],
    ["1.5Ki", 1536],
    ["200M", 200_000_000],
    ["3k", 3000],
    ["1T", 1e12],
    [1_048_576, 1_048_576],
    ["ki", undefined],
    ["3ki", undefined],
    ["100m", undefined],
    [undefined, undefined],
  ])("%j is %s bytes", (quantity, expected) => {
    expect(bytesOf(quantity)).toBe(expected);
  });
});
