import { describe, expect, it } from "@jest/globals";
import { join } from "node:path";
import { diskRows, dockerFolder } from "../../../cli/doctor/disk.js";
import type { Exec } from "../../../lib/exec.js";
import { tempDir } from "../../support/temp-dir.js";

describe("the disks that doctor looks at", () => {
  it("are that of the cache and that of the lab, at the nearest folder that is there", async () => {
    await using dir = await tempDir();
    const rows = diskRows(join(dir.path, "cache"), join(dir.path, "istio-lab/.lab"), undefined);
    expect(rows.map(({ what }) => what)).toEqual(["disk of the cache", "disk of the lab"]);
    for (const { detail } of rows) expect(detail).toMatch(/^\d+ [kMG]B free at .* 100%$/);
  });

  it("are Docker's too, where its folder is one of this machine's", async () => {
    await using dir = await tempDir();
    const rows = diskRows(dir.path, dir.path, dir.path);
    expect(rows.map(({ what }) => what)).toContain("disk of Docker");
  });

  // a file system that never has any room
  const full = process.platform === "linux" ? "/proc" : undefined;
  (full === undefined ? it.skip : it)("are bad when they are full, each with what helps", () => {
    const rows = diskRows("/proc", "/proc", "/proc");
    expect(rows.map(({ verdict }) => verdict)).toEqual(["bad", "bad", "bad"]);
    expect(rows.map(({ next }) => next)).toEqual([
      "free 12 GB at /proc, or set LAB_CACHE to a folder on another disk",
      "free 1000 MB at /proc, or move the checkout to another disk",
      "free 10 GB at /proc, or docker system df shows what it holds",
    ]);
  });
});

describe("Docker's folder", () => {
  const asked =
    (stdout: string): Exec =>
    () =>
      Promise.resolve({ stdout, stderr: "" });

  it("is the one that the engine names", async () => {
    await using dir = await tempDir();
    expect(await dockerFolder(asked(`${dir.path}\n`))).toBe(dir.path);
  });

  it.each([
    ["is in a virtual machine", asked("/no/such/var/lib/docker\n")],
    ["names none", asked("\n")],
    ["does not answer", () => Promise.reject(new Error("no answer"))],
  ])("is not looked at where the engine %s", async (_where, run) => {
    expect(await dockerFolder(run)).toBeUndefined();
  });
});
