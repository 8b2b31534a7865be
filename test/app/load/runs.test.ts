import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { filesOf, readRuns } from "../../../app/load/files.js";
import { loopStates, startLoop, stopAll, stopLoop } from "../../../app/load/runs.js";
import type { Loop } from "../../../labs/loops.js";
import { week1 } from "../../../labs/week1/index.js";
import { writeJson } from "../../../lib/json-file.js";
import { isAlive } from "../../../lib/processes.js";
import { tempDir } from "../../support/temp-dir.js";

const loop = (name: string): Loop => {
  const found = week1.loops?.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`week 1 has no loop ${name}`);
  return found;
};

/** Waits until the condition holds, at most 10 s. */
async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200 && !(await condition()); tries += 1) await sleep(50);
  expect(await condition()).toBe(true);
}

/** The loops are those of the week: whether anything answers on their port makes no difference here. */
describe("a loop in the background", () => {
  let folder: Awaited<ReturnType<typeof tempDir>>;
  let dir = "";

  beforeAll(async () => {
    folder = await tempDir();
    dir = join(folder.path, "load");
  });

  afterAll(async () => {
    await stopAll("week1", dir);
    await folder[Symbol.asyncDispose]();
  });

  it("counts on after it was started, until it is stopped", async () => {
    const { pid, counts } = await startLoop("week1", loop("load"), 1, dir);
    expect(Object.values(counts.answers)).not.toEqual([]);
    const total = async (): Promise<number> => {
      const [state] = await loopStates("week1", dir);
      return Object.values(state?.counts.answers ?? {}).reduce((sum, count) => sum + count, 0);
    };
    await eventually(async () => (await total()) > 5);
    const [state] = await loopStates("week1", dir);
    expect(state).toMatchObject({ name: "load", pid, runs: true });
    if (state !== undefined) await stopLoop(state, dir);
    await eventually(() => !isAlive(pid));
    expect(await loopStates("week1", dir)).toEqual([]);
    const log = await readFile(filesOf(dir, "load").log, "utf8");
    expect(log.split("\n").length).toBeGreaterThan(5);
  });

  it("ends by itself when its time is up, and is still listed with what it counted", async () => {
    const { pid } = await startLoop("week1", loop("load"), 2 / 60, dir);
    await eventually(() => !isAlive(pid));
    expect(await loopStates("week1", dir)).toMatchObject([{ name: "load", pid, runs: false }]);
  });

  it("ends when it is no longer wanted, and keeps no more counts", async () => {
    const { pid } = await startLoop("week1", loop("load"), 1, dir);
    const files = filesOf(dir, "load");
    await rm(files.run);
    await eventually(() => !isAlive(pid));
    const counts = await readFile(files.counts, "utf8");
    const log = await readFile(files.log, "utf8");
    expect(log).not.toContain("Error");
    expect(JSON.parse(counts)).toHaveProperty("answers");
  });

  it("ends with the files of its lab", async () => {
    const { pid } = await startLoop("week1", loop("poll"), 1, dir);
    await folder[Symbol.asyncDispose]();
    await eventually(() => !isAlive(pid));
    expect(existsSync(dir)).toBe(false);
  });

  it("is ended with all others by the end of the lab", async () => {
    const one = await startLoop("week1", loop("poll"), 1, dir);
    const other = await startLoop("week1", loop("versions"), 1, dir);
    await stopAll("week1", dir);
    await eventually(() => !isAlive(one.pid) && !isAlive(other.pid));
    expect(existsSync(dir)).toBe(false);
    await stopAll("week1", dir);
  });

  it("is never taken for a process that got its number since", async () => {
    await startLoop("week1", loop("poll"), 1, dir);
    const [run] = await readRuns(dir);
    if (run === undefined) throw new Error("it was not started");
    await stopLoop(run, dir);
    await writeJson(filesOf(dir, "poll").run, { ...run, pid: process.pid });
    expect(await loopStates("week1", dir)).toMatchObject([{ runs: false }]);
    // this very process would end
    await stopAll("week1", dir);
  });

  it("says where to look when it does not start", async () => {
    const unknown = { ...loop("poll"), name: "nonsense" };
    await expect(startLoop("week1", unknown, 1, dir)).rejects.toMatchObject({
      code: "loop-not-started",
      message: "The loop nonsense did not start.",
      next: `less ${filesOf(dir, "nonsense").log}`,
    });
    expect(await readFile(filesOf(dir, "nonsense").log, "utf8")).toContain(
      "week1 has no loop nonsense",
    );
  });

  it("is listed although a full disk tore its counts", async () => {
    await startLoop("week1", loop("poll"), 1, dir);
    await stopAll("week1", dir);
    const { pid } = await startLoop("week1", loop("poll"), 1 / 60, dir);
    await eventually(() => !isAlive(pid));
    await writeFile(filesOf(dir, "poll").counts, '{"answ');
    expect(await loopStates("week1", dir)).toMatchObject([{ counts: { answers: {} } }]);
  });
});
