import { afterAll, describe, expect, it, jest } from "@jest/globals";
import { spawn } from "node:child_process";
import { exec, type Exec } from "../../lib/exec.js";
import { allProcesses, runningProcesses } from "../../lib/processes.js";

/** Beyond the largest process id that Linux and macOS give. */
const NOBODY = 2 ** 22 + 1;

const child = spawn(process.execPath, ["-e", "setInterval(() => 0, 1000)", "lab-test-child"]);
afterAll(() => {
  child.kill("SIGKILL");
});

/** A `ps` that prints these lines. */
const printing = (...lines: readonly string[]) =>
  jest.fn<Exec>(() => Promise.resolve({ stdout: lines.join("\n"), stderr: "" }));

describe("the processes that run", () => {
  it("are those that live, with their command lines", async () => {
    const pid = child.pid ?? 0;
    const found = await runningProcesses([pid, NOBODY], exec);
    expect(found.map((one) => one.pid)).toEqual([pid]);
    expect(found[0]?.command).toContain("lab-test-child");
  });

  it("are none, and no process is started, when none of the ids is known", async () => {
    const ps = printing();
    expect(await runningProcesses([NOBODY], ps)).toEqual([]);
    expect(await runningProcesses([], ps)).toEqual([]);
    expect(ps).not.toHaveBeenCalled();
  });

  it("are not those that are dead and wait to be collected", async () => {
    const ps = printing(`  ${process.pid} Zs   [etcd] <defunct>`);
    expect(await runningProcesses([process.pid], ps)).toEqual([]);
  });

  it.each(["Ss", "Sl+", "R", "D", "T"])("are those in any other state: %s", async (state) => {
    const ps = printing(`  ${process.pid} ${state}   etcd --name node0`);
    expect(await runningProcesses([process.pid], ps)).toEqual([
      { pid: process.pid, command: "etcd --name node0" },
    ]);
  });

  it("are unknown without a ps, which is an error and not the death of a cluster", async () => {
    const ps: Exec = (_program, args) => exec("no-such-ps", args);
    await expect(runningProcesses([process.pid], ps)).rejects.toMatchObject({
      code: "command-missing",
      message: "There is no program no-such-ps on PATH.",
      next: "install no-such-ps with the packages of your system",
    });
  });

  it("can be all of this machine", async () => {
    const found = await allProcesses(exec);
    expect(found.map(({ pid }) => pid)).toEqual(expect.arrayContaining([process.pid, child.pid]));
  });

  it("are none when ps finds none any more", async () => {
    const ps: Exec = () => Promise.reject(new Error("exit code 1"));
    expect(await runningProcesses([process.pid], ps)).toEqual([]);
  });
});
