import { describe, expect, it } from "@jest/globals";
import {
  emulates,
  isFor,
  linuxOn,
  platformOf,
} from "../../../../components/commands/images/platform.js";

it.each([
  [{ os: "linux", architecture: "arm", variant: "v7" }, "linux/arm/v7"],
  [{ os: "linux", architecture: "arm64", variant: "" }, "linux/arm64"],
  [{ os: "unknown", architecture: "unknown" }, "unknown/unknown"],
  [{ architecture: "amd64" }, "linux/amd64"],
])("the platform %j is written %s", (platform, text) => {
  expect(platformOf(platform)).toBe(text);
});

it.each([
  ["arm64\n", "linux/arm64"],
  ["aarch64", "linux/arm64"],
  ["x86_64", "linux/amd64"],
  ["amd64", "linux/amd64"],
  ["riscv64", "linux/riscv64"],
])("a node that says %j is %s", (machine, platform) => {
  expect(linuxOn(machine)).toBe(platform);
});

it("a variant is for the same processor, and 32 bits are not", () => {
  expect(isFor("linux/arm64/v8", "linux/arm64")).toBe(true);
  expect(isFor("linux/arm/v7", "linux/arm64")).toBe(false);
  expect(isFor("windows/amd64", "linux/amd64")).toBe(false);
});

describe("whether a kernel emulates another processor", () => {
  const entry = (state: string, interpreter: string, machine: string): string =>
    [
      state,
      `interpreter ${interpreter}`,
      "flags: POCF",
      "offset 0",
      `magic 7f454c460201010000000000000000000200${machine}`,
      "mask fffffffffffefe00fffffffffffffffffeffffff",
    ].join("\n");
  const rosetta = entry("enabled", "/mnt/lima-rosetta/rosetta", "3e00");
  const qemu = entry("enabled", "/usr/bin/qemu-aarch64", "b700");

  it.each([
    ["Rosetta is there", `${rosetta}\nenabled`, "linux/amd64", true],
    ["QEMU is there", `${qemu}\n${rosetta}\nenabled`, "linux/arm64", true],
    ["only another one is there", `${qemu}\nenabled`, "linux/amd64", false],
    [
      "it is switched off",
      `${entry("disabled", "/rosetta", "3e00")}\nenabled`,
      "linux/amd64",
      false,
    ],
    ["there is none at all", "enabled", "linux/amd64", false],
    ["the kernel can't be asked", "", "linux/amd64", undefined],
    ["the processor is a rare one", `${rosetta}\nenabled`, "linux/s390x", undefined],
  ])("when %s", (_when, entries, platform, answer) => {
    expect(emulates(entries, platform)).toBe(answer);
  });
});
