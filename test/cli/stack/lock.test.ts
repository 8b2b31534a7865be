import { describe, expect, it } from "@jest/globals";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { clearDeadLocks, exclusively } from "../../../cli/stack/lock.js";
import { UsageError } from "../../../lib/errors.js";
import { tempDir } from "../../support/temp-dir.js";

/** Beyond the largest process id that Linux and macOS give. */
const NOBODY = 2 ** 22 + 1;
const SINCE = "2026-11-21T10:00:00Z";

const lockOf = (pid: number, host = hostname()): string =>
  JSON.stringify({ pid, username: "me", hostname: host, timestamp: SINCE });

/** Clears the locks of week1 that hold these texts. */
async function cleared(...locks: readonly string[]) {
  await using dir = await tempDir();
  const folder = join(dir.path, ".pulumi", "locks", "organization", "istio-lab", "week1");
  await mkdir(folder, { recursive: true });
  await Promise.all(locks.map((text, index) => writeFile(join(folder, `${index}.json`), text)));
  await writeFile(join(folder, "0.json.attrs"), "{}");
  const said: string[] = [];
  const error = await clearDeadLocks("week1", (line) => said.push(line), dir.path).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  const left = (await readdir(folder)).filter((name) => name.endsWith(".json"));
  return { said, error, left };
}

describe("the lock of a stack", () => {
  it.each<[string, string, string]>([
    ["was killed", lockOf(NOBODY), String(NOBODY)],
    ["left a torn one", '{"pid":', "unknown"],
  ])("is cleared, and said, when the run that held it %s", async (_title, lock, pid) => {
    expect(await cleared(lock)).toEqual({
      said: [`Clearing the lock of a run that was killed (process ${pid}).`],
      error: undefined,
      left: [],
    });
  });

  it.each<[string, string, string]>([
    ["lives", lockOf(process.pid), `process ${process.pid} on ${hostname()}`],
    ["is on another machine", lockOf(NOBODY, "elsewhere"), `process ${NOBODY} on elsewhere`],
  ])("stops a second run when the first one %s", async (_title, lock, holder) => {
    const { said, error, left } = await cleared(lock);
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({
      code: "stack-busy",
      message: `Another run works on week1 (${holder}, since ${SINCE}).`,
      next: "wait until it has ended, then run the same command again",
      exitCode: 2,
    });
    expect({ said, left }).toEqual({ said: [], left: ["0.json"] });
  });

  it("is nobody's business when there is none", async () => {
    await using dir = await tempDir();
    await clearDeadLocks("week1", () => undefined, dir.path);
    expect(await readdir(dir.path)).toEqual([]);
  });
});

describe("work on a stack", () => {
  const silent = (): undefined => undefined;

  it("refuses a second run beside it by the process that holds it, and lets the next one in", async () => {
    await using dir = await tempDir();
    const second = (): Promise<unknown> =>
      exclusively("week1", silent, () => Promise.resolve("second"), dir.path);
    const first = await exclusively(
      "week1",
      silent,
      () => second().catch((error: unknown) => error),
      dir.path,
    );
    expect(first).toBeInstanceOf(UsageError);
    expect(first).toMatchObject({
      code: "stack-busy",
      message: `Another run works on week1 (process ${process.pid} on ${hostname()}).`,
    });
    expect(await second()).toBe("second");
  });

  it("on another stack is not held up", async () => {
    await using dir = await tempDir();
    const other = (): Promise<string> =>
      exclusively("week2", silent, () => Promise.resolve("other"), dir.path);
    expect(await exclusively("week1", silent, other, dir.path)).toBe("other");
  });

  it("lets go of the stack when it fails", async () => {
    await using dir = await tempDir();
    const fails = (): Promise<never> => Promise.reject(new Error("no"));
    await expect(exclusively("week1", silent, fails, dir.path)).rejects.toThrow("no");
    expect(await exclusively("week1", silent, () => Promise.resolve("next"), dir.path)).toBe(
      "next",
    );
  });
});
