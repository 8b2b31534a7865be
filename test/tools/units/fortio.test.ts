import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import type { Exec } from "../../../lib/exec.js";
import { targets } from "../../../targets/index.js";
import { fortio } from "../../../tools/units/fortio.js";
import { tempDir } from "../../support/temp-dir.js";

const put = async (file: string, text: string): Promise<void> => {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
};

/** Builds fortio with a `go` that knows one module and notes what is built. */
async function build(dir: string): Promise<{ readonly scripts: string; readonly calls: string[] }> {
  const module = join(dir, "downloaded");
  await put(join(module, "go.mod"), "module fortio.org/fortio\n");
  await put(join(module, "grol", "grol.go"), 'import "grol.io/grol"\n');
  await put(join(module, "grol", "grol_test.go"), "");
  const calls: string[] = [];
  let scripts = "";
  const exec = (async (_: string, args: readonly string[], options: { readonly cwd: string }) => {
    calls.push(args.slice(0, 3).join(" "));
    if (args[0] === "build") {
      const folder = join(options.cwd, "fortio", "grol");
      const [file = "", ...others] = await readdir(folder);
      expect(others).toEqual([]);
      scripts = await readFile(join(folder, file), "utf8");
      await put(args[args.indexOf("-o") + 1] ?? "", "a program");
    }
    return { stdout: JSON.stringify({ Dir: module }), stderr: "" };
  }) as unknown as Exec;
  await fortio.build.run({
    tools: ["fortio"],
    platform: { os: "linux", arch: "amd64" },
    work: join(dir, "work"),
    out: join(dir, "out"),
    exec,
    go: () => Promise.resolve("/usr/bin/go"),
    onLine: () => undefined,
  });
  expect(await readFile(join(dir, "out", "fortio", "fortio"), "utf8")).toBe("a program");
  return { scripts, calls };
}

describe("fortio", () => {
  it.each(targets)("is no tool that every lab on $name gets", ({ tools }) => {
    expect(tools).not.toContain("fortio");
    expect(fortio.tools[0]?.isOnPath).toBe(true);
  });

  it.each([
    ["1.69.4", true],
    ["v1.75.2 h1:x= go1.26.1 arm64 darwin", true],
    ["1.60.0", true],
    ["1.59.0", false],
    ["2.0.0", false],
    ["dev", false],
  ])("on PATH will do when it says %s: %s", (said, accepted) => {
    const rule = fortio.tools[0]?.onPath;
    const version = rule?.pattern.exec(said)?.[1];
    expect(version !== undefined && rule?.accepts(version) === true).toBe(accepted);
  });

  it("is built without its scripts, whose module can't be had", async () => {
    await using dir = await tempDir();
    const { scripts, calls } = await build(dir.path);
    expect(scripts).toContain("built by the lab without its scripts");
    expect(scripts).not.toContain("grol.io");
    expect(calls).toContain("mod edit -droprequire");
  });

  it("is checked against go.sum before the copy takes its place", async () => {
    await using dir = await tempDir();
    const { calls } = await build(dir.path);
    const [download, replace] = ["mod download -json", "mod edit -replace"].map((call) =>
      calls.indexOf(call),
    );
    expect(download).toBe(0);
    expect(replace).toBeGreaterThan(0);
  });

  it("has no release for macOS, where it is built", () => {
    expect(fortio.releases({ os: "darwin", arch: "arm64" })).toEqual([]);
  });
});
