import { describe, expect, it } from "@jest/globals";
import { join } from "node:path";
import { existing, freeBytes, fullest, requireDisk } from "../../lib/disk.js";
import { quoted } from "../../lib/quote.js";
import { tempDir } from "../support/temp-dir.js";

describe("room on a disk", () => {
  it("is that of the nearest folder that is there", async () => {
    await using dir = await tempDir();
    expect(existing(join(dir.path, "not/there"))).toBe(dir.path);
    expect(freeBytes(join(dir.path, "not/there"))).toBeGreaterThan(0);
  });

  it("is asked for before what needs it begins", async () => {
    await using dir = await tempDir();
    expect(() => {
      requireDisk(dir.path, 1, "a cluster of week1");
    }).not.toThrow();
    expect(() => {
      requireDisk(dir.path, 1e21, "a cluster of week1");
    }).toThrow(
      expect.objectContaining({
        code: "disk-full",
        message: expect.stringMatching(/ has \d+ [kMG]B free; a cluster of week1 needs \d+ GB\.$/),
        next: `make room there (df -h ${quoted(dir.path)} shows its disk), then run the same command again`,
      }),
    );
  });

  it("is least where the full disk is", async () => {
    await using dir = await tempDir();
    expect(fullest([dir.path])).toBe(dir.path);
    // a file system without blocks of its own
    if (process.platform === "linux") expect(fullest([dir.path, "/proc"])).toBe("/proc");
  });
});

describe("a word for a shell", () => {
  it.each([
    ["/home/me/istio-lab", "/home/me/istio-lab"],
    ["/my labs/it's", "'/my labs/it'\\''s'"],
    ["/실습 #1 100%", "'/실습 #1 100%'"],
    ["$HOME", "'$HOME'"],
  ])("%s is %s", (text, word) => {
    expect(quoted(text)).toBe(word);
  });
});
