import { describe, expect, it } from "@jest/globals";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { clearDeadLocks, exclusively } from "../../../app/stack/lock.js";
import { unlock } from "../../../cli/commands/unlock.js";
import type { LockFacts } from "../../../app/stack/lock-verdict.js";
import { UsageError } from "../../../lib/errors.js";
import type { ProcessRow } from "../../../lib/process-table.js";
import { memoryOutput } from "../../support/memory-output.js";
import { tempDir } from "../../support/temp-dir.js";
import { listener } from "../../support/told.js";

const SINCE = "2026-11-21T10:00:00Z";

const lockOf = (host: string): string =>
  JSON.stringify({ pid: 4242, username: "me", hostname: host, timestamp: SINCE });

const engine: ProcessRow = {
  pid: 4242,
  parent: 1,
  startedAt: new Date("2026-11-21T09:59:59Z"),
  command: "pulumi up --stack week1",
};

const facts = (changes: Partial<LockFacts> = {}): LockFacts => ({
  host: "laptop",
  now: new Date("2026-11-21T10:05:00Z"),
  bootedAt: new Date("2026-11-20T08:00:00Z"),
  isLocal: true,
  processes: [],
  ...changes,
});

/** A state's folder in which week1 has locks with these texts. */
async function stateWith(path: string, locks: readonly string[]): Promise<string> {
  const folder = join(path, ".pulumi", "locks", "organization", "istio-lab", "week1");
  await mkdir(folder, { recursive: true });
  await Promise.all(locks.map((text, index) => writeFile(join(folder, `${index}.json`), text)));
  await writeFile(join(folder, "0.json.attrs"), "{}");
  return folder;
}

/** Clears the locks of week1 that hold these texts. */
async function cleared(seen: LockFacts, ...locks: readonly string[]) {
  await using dir = await tempDir();
  const folder = await stateWith(dir.path, locks);
  const { tell, lines: said } = listener();
  const look = (): Promise<LockFacts> => Promise.resolve(seen);
  const error = await clearDeadLocks("week1", tell, dir.path, look).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  const left = (await readdir(folder)).filter((name) => name.endsWith(".json"));
  return { said, error, left };
}

describe("the lock of a stack", () => {
  it.each<[string, string, string]>([
    ["was killed", lockOf("laptop"), "process 4242 has ended"],
    ["left a torn one", '{"pid":', "it is torn"],
    ["left one that is no lock", "null", "it is torn"],
  ])("is cleared, and said, when the run that held it %s", async (_title, lock, why) => {
    expect(await cleared(facts(), lock)).toEqual({
      said: [`Clearing the lock of a run that was killed (${why}).`],
      error: undefined,
      left: [],
    });
  });

  it("is cleared after a restart of a machine that has got another name", async () => {
    const bootedAt = new Date("2026-11-21T10:04:00Z");
    const { said, left } = await cleared(facts({ bootedAt }), lockOf("oldname"));
    expect(said[0]).toContain("process 4242 of before the last start");
    expect(left).toEqual([]);
  });

  it("stops a second run while the first one lives", async () => {
    const { said, error, left } = await cleared(facts({ processes: [engine] }), lockOf("laptop"));
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({
      code: "stack-busy",
      message: `Another run works on week1 (process 4242 on laptop, since ${SINCE}).`,
      next: "wait until it has ended, then run the same command again",
      exitCode: 2,
    });
    expect({ said, left }).toEqual({ said: [], left: ["0.json"] });
  });

  it("stops a run where only the learner can tell whether the other one lives, with a way out", async () => {
    const { error, left } = await cleared(facts(), lockOf("elsewhere"));
    expect(error).toMatchObject({
      code: "stack-locked",
      message: `A run on elsewhere holds the lock of week1 (process 4242, since ${SINCE}), and this is laptop, which can't look there.`,
      next: "if nothing of it runs any more: ./lab unlock week1",
      exitCode: 2,
    });
    expect(left).toEqual(["0.json"]);
  });

  it("is nobody's business when there is none", async () => {
    await using dir = await tempDir();
    await clearDeadLocks("week1", () => undefined, dir.path);
    expect(await readdir(dir.path)).toEqual([]);
  });
});

describe("lab unlock", () => {
  async function unlocked(seen: LockFacts, ...locks: readonly string[]) {
    await using dir = await tempDir();
    const folder = await stateWith(dir.path, locks);
    const { output, printed } = memoryOutput();
    const look = (): Promise<LockFacts> => Promise.resolve(seen);
    const error = await unlock("week1", { yes: true }, output, dir.path, look).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    return { printed, error, left: (await readdir(folder)).filter((name) => /json$/.test(name)) };
  }

  it("takes away a lock whose holder this machine can't look for", async () => {
    expect(await unlocked(facts(), lockOf("elsewhere"))).toEqual({
      printed: [
        `Locked by process 4242 on elsewhere, since ${SINCE}.`,
        "week1 is unlocked. Next: ./lab status week1",
      ],
      error: undefined,
      left: [],
    });
  });

  it("leaves the lock of a run that works here", async () => {
    const seen = facts({ processes: [engine] });
    const { error, left } = await unlocked(seen, lockOf("laptop"));
    expect(error).toMatchObject({ code: "stack-busy" });
    expect(left).toEqual(["0.json"]);
  });

  it("says so where there is none", async () => {
    expect((await unlocked(facts())).printed).toEqual(["week1 is not locked."]);
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
