import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { leftPlugins } from "../../app/stack/plugins.js";
import { exec } from "../../lib/exec.js";
import { processTable } from "../../lib/process-table.js";
import { checkout, succeed, type Checkout } from "../support/checkout.js";

/** The first step with Istio: small enough to be made again in seconds, and with all kinds of objects. */
const STEP = "1.11";
const UNKNOWN = "there is a cluster that its state does not know";

describe("a checkout that loses files while its lab stands", () => {
  let lab: Checkout;

  beforeAll(async () => {
    lab = await checkout();
    succeed(await lab.lab("up", "week1", "--step", STEP, "--yes"));
  });

  afterAll(async () => {
    await lab.lab("down", "week3", "--yes");
    await lab[Symbol.asyncDispose]();
  });

  const pids = async (): Promise<number[]> =>
    (await processTable(exec))
      .filter(({ command }) => command.startsWith(`${lab.root}/.lab/stacks/week1/`))
      .map(({ pid }) => pid)
      .sort();

  it("is not stopped by a lock of a machine that has got another name since", async () => {
    const locks = join(lab.root, ".lab/state/.pulumi/locks/organization/istio-lab/week1");
    await mkdir(locks, { recursive: true });
    const lock = {
      pid: 4242,
      username: "me",
      hostname: "oldname",
      timestamp: "2020-01-01T00:00:00Z",
    };
    await writeFile(join(locks, "a.json"), JSON.stringify(lock));
    const { stderr } = succeed(await lab.lab("up", "week1", "--yes"));
    expect(stderr).toContain("Clearing the lock of a run that was killed (process 4242 of before");
  });

  it("takes the lost config from the state, whatever it would choose today", async () => {
    const before = await pids();
    await rm(join(lab.root, "stacks/Pulumi.week1.yaml"));
    const status = succeed(await lab.lab("status"));
    expect(status.stdout).toContain(`week1 at step ${STEP} on kwok: the cluster runs`);
    const { stderr } = succeed(await lab.lab("up", "week1", "--yes"));
    expect(stderr).toContain(
      `The config of week1 is lost; its state tells: target kwok, step ${STEP}.`,
    );
    expect(await pids()).toEqual(before);
    expect((await lab.lab("up", "week1", "--yes")).stderr).not.toContain("is lost");
  });

  it("is told of the cluster when all of its state is lost, and gets one in its place", async () => {
    await rm(join(lab.root, ".lab"), { recursive: true });
    expect(await pids()).toHaveLength(5);
    expect(succeed(await lab.lab("status")).stdout).toContain(`week1: ${UNKNOWN}`);
    expect((await lab.lab("doctor")).stdout).toContain(
      `week1 of ${lab.root} on kwok (5 processes): the state of its checkout does not know it`,
    );
    const { stdout } = succeed(await lab.lab("up", "week1", "--step", STEP, "--yes"));
    expect(stdout).toContain(
      `${UNKNOWN}: a run was killed, or files of the lab are lost; it is removed first`,
    );
    expect(await pids()).toHaveLength(5);
    succeed(await lab.lab("check"));
  });

  it("is not stopped by the loss of its passphrase: down works without", async () => {
    await rm(join(lab.root, ".lab/passphrase"));
    const up = await lab.lab("up", "week1", "--yes");
    expect(up.stderr).toContain(
      "error: week1 is locked with a passphrase that ./lab does not know",
    );
    succeed(await lab.lab("down", "week1", "--yes"));
    expect(await pids()).toEqual([]);
  });

  it("makes two labs that are asked for at the same moment", async () => {
    const [one, two] = await Promise.all([
      lab.lab("up", "week1", "--step", STEP, "--yes"),
      lab.lab("up", "week3", "--step", "3.1", "--yes"),
    ]);
    succeed(one);
    succeed(two);
    succeed(await lab.lab("check", "week3"));
    succeed(await lab.lab("down", "week3", "--yes"));
    succeed(await lab.lab("check", "week1"));
  });

  it("ends the plugins of a run that was killed, engine and all", async () => {
    succeed(await lab.lab("down", "week1", "--yes"));
    const child = lab.start("up", "week1", "--step", STEP, "--yes");
    let seen = "";
    child.stderr.on("data", (chunk: Buffer) => {
      seen += chunk.toString();
      if (seen.includes("made cluster/kwok")) process.kill(-(child.pid ?? 0), "SIGKILL");
    });
    await child;
    succeed(await lab.lab("down", "week1", "--yes"));
    expect(await pids()).toEqual([]);
    expect(leftPlugins(await processTable(exec))).toEqual([]);
  });
});
