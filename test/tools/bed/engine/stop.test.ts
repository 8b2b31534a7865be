import { spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdir } from "node:fs/promises";
import { describe, expect, it } from "@jest/globals";
import { enginePaths } from "../../../../tools/bed/engine/config.js";
import { markOf } from "../../../../tools/bed/engine/process.js";
import { ourEngine, writeRecord } from "../../../../tools/bed/engine/record.js";
import { stopEngine, unmountBelow } from "../../../../tools/bed/engine/stop.js";
import type { BedContext } from "../../../../tools/bed/context.js";
import type { Exec } from "../../../../lib/exec.js";
import { FakeMachine } from "../fake-machine.js";

/** A process that stands for the engine. */
async function engine(context: BedContext, script: string) {
  const child = spawn(process.execPath, [
    "-e",
    `${script}; console.log("up"); setInterval(() => 0, 1000)`,
  ]);
  await once(child.stdout, "data");
  const mark = await markOf(child.pid ?? 0);
  if (mark === undefined) throw new Error("the process does not run");
  await writeRecord(context, { process: mark, host: "unix:///x.sock", wrapped: false });
  await mkdir(enginePaths(context).data, { recursive: true });
  const dispose = (): void => void child.kill("SIGKILL");
  return { pid: mark.pid, [Symbol.dispose]: dispose };
}

/** A process is known by /proc, as the bed itself is for Linux only. */
const onLinux = process.platform === "linux" ? describe : describe.skip;

onLinux("ending the bed's engine", () => {
  it("waits for it, and removes its data and its record", async () => {
    await using machine = await FakeMachine.make();
    const context = machine.context();
    using _engine = await engine(context, "0");
    await stopEngine(context);
    expect(await ourEngine(context)).toBeUndefined();
    await expect(access(enginePaths(context).data)).rejects.toThrow();
  });

  it("removes nothing of an engine that does not end", async () => {
    await using machine = await FakeMachine.make();
    const context = machine.context();
    using stubborn = await engine(context, `process.on("SIGTERM", () => 0)`);
    await expect(stopEngine(context, 300)).rejects.toMatchObject({
      code: "engine-still-runs",
      message: `The Docker engine (process ${stubborn.pid}) has not ended within 0.3 s.`,
      next: `kill -9 ${stubborn.pid}, then ./lab bed down`,
    });
    await expect(access(enginePaths(context).data)).resolves.toBeUndefined();
  });
});

describe("what a killed engine left mounted", () => {
  const info = (paths: readonly string[]): string =>
    paths.map((path) => `1 0 8:1 / ${path} rw - overlay overlay rw`).join("\n");

  it("is unmounted from the inside out", async () => {
    let mounted = ["/data", "/data/merged", "/other"];
    const unmounted: string[] = [];
    const exec: Exec = (_command, args) => {
      const path = args.at(-1) ?? "";
      unmounted.push(path);
      mounted = mounted.filter((each) => each !== path);
      return Promise.resolve({ stdout: "", stderr: "" });
    };
    await unmountBelow(exec, ["/data"], () => Promise.resolve(info(mounted)));
    expect(unmounted).toEqual(["/data/merged", "/data"]);
  });

  it("stops the removal when it can't be let go", async () => {
    const exec: Exec = () => Promise.resolve({ stdout: "", stderr: "" });
    const stuck = unmountBelow(exec, ["/data"], () => Promise.resolve(info(["/data/merged"])));
    await expect(stuck).rejects.toMatchObject({
      code: "still-mounted",
      message: "Still mounted: /data/merged.",
      next: "umount /data/merged, then ./lab bed down",
    });
  });
});
