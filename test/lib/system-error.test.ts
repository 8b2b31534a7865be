import { describe, expect, it } from "@jest/globals";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { LabError } from "../../lib/errors.js";
import { ToolError, UsageError } from "../../lib/errors.js";
import { cacheDir, labDir } from "../../lib/paths.js";
import { quoted } from "../../lib/quote.js";
import { explained } from "../../lib/system-error.js";
import { tempDir } from "../support/temp-dir.js";

/** An error as Node throws it. */
const system = (code: string, path?: string, syscall = "open"): Error =>
  Object.assign(new Error(`${code}: the system's words, ${syscall} '${path ?? ""}'`), {
    ...{ code, syscall, errno: -1 },
    ...(path === undefined ? {} : { path }),
  });

/** A user that owns nothing here. */
const NOBODY = 54_321;

/** Runs as a user with a cache of theirs, until it is disposed. */
function asUser(uid: number, cache: string): Disposable {
  const getuid = process.getuid?.bind(process);
  process.getuid = () => uid;
  const before = process.env["LAB_CACHE"];
  process.env["LAB_CACHE"] = cache;
  return {
    [Symbol.dispose]: () => {
      if (getuid !== undefined) process.getuid = getuid;
      if (before === undefined) delete process.env["LAB_CACHE"];
      else process.env["LAB_CACHE"] = before;
    },
  };
}

const told = (error: unknown) => {
  const { code, message, next, exitCode } = explained(error) as LabError;
  return { code, message, next, exitCode };
};

describe("an error of the system", () => {
  it.each<[string, string, string, RegExp, RegExp]>([
    ["ENOSPC", labDir, "disk-full", /^The disk of .*\.lab is full \(/, /^make room there \(df -h/],
    ["ENOSPC", join(cacheDir(), "x"), "disk-full", /is full/, /LAB_CACHE=\/path\/with\/room/],
    ["EDQUOT", labDir, "disk-full", /is full/, /make room there/],
    ["EROFS", "/x", "read-only", /^The disk of \/x can't be written to/, /LAB_CACHE=/],
    ["EIO", "/x", "disk-broken", /^The disk of \/x does not answer/, /dmesg/],
    ["EMFILE", "/x", "too-many-files", /open in this process \(EMFILE\)/, /^ulimit -n 4096/],
    ["ENFILE", "/x", "too-many-files", /open in this system \(ENFILE\)/, /^ulimit -n 4096/],
    ["ENOMEM", "/x", "no-memory", /no memory left/, /end other programs/],
    ["ENAMETOOLONG", "/x", "path-too-long", /too long for this system: \/x/, /shorter path/],
    [
      "EACCES",
      "/x",
      "not-allowed",
      /^You may not open or write \/x \(EACCES\)/,
      /^ls -ld \/ shows/,
    ],
    ["EPERM", "/x", "not-allowed", /^You may not open or write \/x \(EPERM\)/, /^ls -ld \/ shows/],
  ])("%s of %s is said as what it is", (errno, path, code, message, next) => {
    expect(told(system(errno, path))).toEqual({
      code,
      exitCode: 1,
      message: expect.stringMatching(message) as unknown,
      next: expect.stringMatching(next) as unknown,
    });
  });

  it("of a folder that is gone under the terminal asks for another one", () => {
    expect(told(system("ENOENT", undefined, "uv_cwd"))).toMatchObject({
      code: "folder-gone",
      next: expect.stringMatching(/^cd to your checkout/) as unknown,
    });
  });

  it.each([
    ["below a file", "file/state/week1.json", "file"],
    ["in the place of a folder", "file", "file"],
  ])("that really comes from a path %s names that file and moves it away", async (_what, path) => {
    await using dir = await tempDir();
    const file = join(dir.path, "file");
    await writeFile(file, "");
    const error: unknown = await mkdir(join(dir.path, path), { recursive: true }).catch(
      (thrown: unknown) => thrown,
    );
    expect(told(error)).toMatchObject({
      code: "wrong-kind",
      message: `${file} is a file where the lab needs a folder.`,
      next: `mv ${quoted(file)} ${quoted(`${file}.old`)}, then run the same command again`,
    });
  });

  it("that really comes from a folder in the place of a file names it", async () => {
    await using dir = await tempDir();
    const error: unknown = await writeFile(dir.path, "").catch((thrown: unknown) => thrown);
    expect(told(error)).toMatchObject({
      code: "wrong-kind",
      message: `${dir.path} is a folder where the lab needs a file.`,
    });
  });

  it.each([
    ["a cache that is not there yet", "/no-such-folder/cache"],
    ["a path that is none of the lab's", undefined],
  ])("gives nobody the folder above %s", async (_what, cache) => {
    await using dir = await tempDir();
    using _environment = asUser(NOBODY, cache ?? join(dir.path, "cache"));
    const { message, next } = told(system("EACCES", cache ?? join(dir.path, "x")));
    expect(message).toMatch(/\(EACCES\)\.$/);
    expect(next).not.toContain("chown");
    if (cache !== undefined) expect(next).toContain("LAB_CACHE=");
  });

  it("gives the user a folder of the lab that another one made", async () => {
    await using dir = await tempDir();
    using _environment = asUser(NOBODY, dir.path);
    expect(told(system("EACCES", join(dir.path, "bin/kind")))).toMatchObject({
      message: expect.stringMatching(/: it belongs to /) as unknown,
      next: `sudo chown -R "$(id -un)" ${quoted(dir.path)}, then run the same command again`,
    });
  });

  it("is found behind another error", () => {
    const error = new Error("could not save", { cause: system("EROFS", "/x") });
    expect(told(error)).toMatchObject({ code: "read-only" });
  });

  it("that nobody foresaw stays as it is", async () => {
    const error: unknown = await readFile("/no/such/file").catch((thrown: unknown) => thrown);
    expect(explained(error)).toBe(error);
    const bug = new TypeError("x is undefined");
    expect(explained(bug)).toBe(bug);
    expect(explained("a text")).toBe("a text");
  });
});

describe("an error that was written for the learner", () => {
  it("stays as it is", () => {
    const error = new UsageError("no-week", "No week.", { cause: system("EACCES", "/x") });
    expect(explained(error)).toBe(error);
  });

  it("does not name a disk of the lab's that has room: it is Docker's own", () => {
    const error = new ToolError("command-failed", "docker: write /x: no space left on device");
    const { code, message, next } = explained(error, () => ({
      ...{ free: 67e9, files: 1e6 },
    })) as LabError;
    expect({ code, message, next }).toEqual({
      code: "disk-full",
      message: expect.stringMatching(
        /most likely Docker's own\.\ndocker: write \/x: no/,
      ) as unknown,
      next: expect.stringMatching(/^docker system df/) as unknown,
    });
    expect(next).not.toContain("system prune");
  });

  it.each([
    "up of week1 failed.\nerror: write week1.json: no space left on device",
    "cp: error writing 'x': Disk quota exceeded",
  ])("names the disk when a tool's words say that it is full, and keeps them: %j", (message) => {
    const error = new ToolError("deploy-failed", message);
    // of a quota the system tells nothing
    const free = message.includes("quota") ? 67e9 : 0;
    const look = () => ({ free, files: undefined });
    const { code, message: text, next } = explained(error, look) as LabError;
    expect(code).toBe("disk-full");
    expect(text).toMatch(/^The disk of .* is full \(/);
    expect(text).toContain(message);
    expect(next).toMatch(/^make room there/);
  });
});
