import { execa } from "execa";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { checkout, succeed, type Checkout } from "../support/checkout.js";

/** An `up` of week 1 takes a tenth of it. */
const RUN_LIMIT_MS = 180_000;

describe("Ctrl-C while a lab comes up", () => {
  let lab: Checkout;

  beforeEach(async () => {
    lab = await checkout();
  });

  afterEach(async () => {
    await lab[Symbol.asyncDispose]();
  });

  /**
   * Brings week 1 up and interrupts it as soon as a line of its progress matches. A run that does not end is killed, so
   * that what it said and which processes were there is told.
   */
  async function interruptAt(line: RegExp): Promise<{ exitCode: number; all: string }> {
    const child = lab.start("up", "week1", "--yes");
    let [seen, sent, processes] = ["", false, ""];
    const hanging = setTimeout(() => {
      const { pid = 0 } = child;
      void execa("ps", ["-eo", "pid,ppid,etime,args"]).then(({ stdout }) => {
        processes = stdout;
        killGroup(pid);
      });
    }, RUN_LIMIT_MS);
    child.stderr.on("data", (chunk: Buffer) => {
      seen += chunk.toString();
      if (sent || !line.test(seen)) return;
      sent = child.kill("SIGINT");
    });
    try {
      const { exitCode = -1, all } = await child;
      return { exitCode, all: `${all}${processes}` };
    } finally {
      clearTimeout(hanging);
    }
  }

  it.each([
    ["while the cluster is made", /waiting for cluster/],
    ["while its objects are made", /made metrics-server\/Deployment/],
  ])("%s leaves a lab that up completes", async (_when, line) => {
    const { exitCode, all } = await interruptAt(line);
    expect({ exitCode, all }).toMatchObject({ exitCode: 1 });
    expect(all).toContain("error: Interrupted: week1 is half made.");
    expect(all).toContain("next: ./lab up week1 goes on from here, ./lab down week1 removes it");
    expect(all).not.toMatch(/^ {4}at /m);
    const again = await lab.lab("up", "week1", "--yes");
    succeed(again);
    succeed(await lab.lab("check"));
  });

  it("leaves a lab that down removes", async () => {
    expect((await interruptAt(/made cluster\/kwok/)).exitCode).toBe(1);
    succeed(await lab.lab("down", "week1", "--yes"));
    expect(await lab.processes()).toEqual([]);
  });

  it("is survived even when the run is killed outright, engine and all", async () => {
    const child = lab.start("up", "week1", "--yes");
    let seen = "";
    child.stderr.on("data", (chunk: Buffer) => {
      seen += chunk.toString();
      if (seen.includes("made cluster/kwok")) process.kill(-(child.pid ?? 0), "SIGKILL");
    });
    await child;
    const status = await lab.lab("status");
    expect(status.stdout).toContain("week1: there is a cluster that its state does not know");
    const again = await lab.lab("up", "week1", "--yes");
    succeed(again);
    succeed(await lab.lab("check"));
    expect(await lab.processes()).toHaveLength(5);
  });

  it("leaves a cluster that down removes when the run was killed outright", async () => {
    const child = lab.start("up", "week1", "--yes");
    child.stderr.on("data", () => {
      // before the first object: the engine has written nothing down yet
      if (child.pid !== undefined) setTimeout(killGroup, 3_000, child.pid);
    });
    await child;
    succeed(await lab.lab("down", "week1", "--yes"));
    expect(await lab.processes()).toEqual([]);
  });
});

function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // it has ended already
  }
}
