import { describe, expect, it } from "@jest/globals";
import { inSubnet } from "../../labs/subnet.js";

describe("a network", () => {
  it.each([
    ["10.10.0.0", "10.10.0.0/16"],
    ["10.10.255.255", "10.10.0.0/16"],
    ["10.10.3.0/24", "10.10.0.0/16"],
    ["10.10.0.0/16", "10.10.0.0/16"],
    ["255.255.255.255", "0.0.0.0/0"],
    ["10.0.0.1", "10.0.0.1/32"],
  ])("holds %s in %s", (address, subnet) => {
    expect(inSubnet(address, subnet)).toBe(true);
  });

  it.each([
    ["10.11.0.0", "10.10.0.0/16"],
    ["10.10.0.0/8", "10.10.0.0/16"],
    ["10.200.2.0", "10.200.1.0/24"],
    ["10.10.0.256", "10.10.0.0/16"],
    ["10.10.0.1/33", "10.10.0.0/16"],
    ["None", "10.10.0.0/16"],
    ["10.10.0.1", "all"],
  ])("does not hold %s in %s", (address, subnet) => {
    expect(inSubnet(address, subnet)).toBe(false);
  });
});
