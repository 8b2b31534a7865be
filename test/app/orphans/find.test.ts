import { describe, expect, it } from "@jest/globals";
import { existsSync } from "node:fs";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { downOrphans } from "../../../cli/commands/orphans.js";
import { labRows } from "../../../cli/doctor/labs.js";
import { workerArguments } from "../../../app/load/runs.js";
import { runningOfLabs, type Machine, type Running } from "../../../app/orphans/find.js";
import { knownIn } from "../../../app/orphans/known.js";
import { checkpointFile } from "../../../stacks/checkpoint-file.js";
import { stackLock } from "../../../app/stack/lock.js";
import { ToolError } from "../../../lib/errors.js";
import type { Exec } from "../../../lib/exec.js";
import { markOf } from "../../../lib/process-mark.js";
import { memoryOutput } from "../../support/memory-output.js";
import { tempDir } from "../../support/temp-dir.js";

const START = "Wed Nov 25 09:05:11 2026";
const WEEK1 = "/home/me/lab/.lab/stacks/week1";
const WEEK3 = "/gone/lab/.lab/stacks/week3";
const bin = (folder: string, id: string): string => `${folder}/${id}/clusters/myk8s/bin`;
const PS = [
  `   11     1 Ss   ${START} ${bin(WEEK1, "kwok-week1-0a1b2c3d")}/etcd --name=node0`,
  `   12     1 Ss   ${START} ${bin(WEEK1, "kwok-week1-0a1b2c3d")}/kube-apiserver`,
  `   13     1 Ss   ${START} ${bin(WEEK3, "kwok-week3-11111111")}/etcd --name=node0`,
  `   14     1 S    ${START} node --import x /home/me/lab/cli/load/worker.ts week1 ${WEEK1}/load webapp 2026-11-25T10:00:00.000Z`,
  `   15     1 S    ${START} /c/pulumi-home/plugins/resource-kubernetes-v4/pulumi-resource-kubernetes 127.0.0.1:1`,
  `   16     1 S    ${START} /usr/bin/etcd --data-dir /var/lib/etcd`,
].join("\n");
const OWNERS: Readonly<Record<string, object>> = {
  myk8s: { stack: "week1", folder: "/other/lab/.lab/stacks/week1" },
};

const removed: string[] = [];
const fake: Exec = (command, args) => {
  const line = [command, ...args].join(" ");
  const answer = (stdout: string) => Promise.resolve({ stdout, stderr: "" });
  if (command === "ps") return answer(PS);
  if (line.startsWith("docker ps --all")) return answer("abcdefabcdef0123 myk8s\n9999 somebodys");
  if (line.startsWith("docker container cp")) {
    const owner = OWNERS[/cp (\S+)-control-plane:/.exec(line)?.[1] ?? ""];
    if (owner !== undefined) return answer(`etc/istio-lab.json\0ustar\0${JSON.stringify(owner)}\0`);
  }
  if (line.startsWith("docker rm")) {
    removed.push(line);
    return answer("");
  }
  return Promise.reject(new ToolError("command-failed", line));
};

const machine = (standing: readonly string[]): Machine => ({
  exec: fake,
  known: (folder, _stack, id) =>
    Promise.resolve(standing.includes(id ?? "") ? "stands" : folder === WEEK3 ? "gone" : "unknown"),
});

describe("what labs run on this machine", () => {
  it("is told of every checkout, by what it is, and what no lab knows is left over", async () => {
    const found = await runningOfLabs(machine(["kwok-week1-0a1b2c3d"]), WEEK1);
    expect(found.map(({ what, left }) => [what, left])).toEqual([
      ["week1 of /home/me/lab on kwok (2 processes)", undefined],
      ["week3 of /gone/lab on kwok (1 process)", "its checkout is gone"],
      ["week1 of /other/lab on kind (cluster myk8s)", "the state of its checkout does not know it"],
      ["the loop webapp of week1 of /home/me/lab (process 14)", "its files are gone"],
      ["pulumi-resource-kubernetes (process 15)", "the engine that started it is gone"],
    ]);
  });

  it("is a loop as this version starts it, too", async () => {
    const until = "2026-11-25T10:00:00.000Z";
    const args = workerArguments("week1", `${WEEK1}/load`, { name: "webapp", until });
    const ps = `   14     1 S    ${START} /usr/bin/node ${args.join(" ")}`;
    const exec: Exec = (command, more) =>
      command === "ps" ? Promise.resolve({ stdout: ps, stderr: "" }) : fake(command, more);
    const found = await runningOfLabs({ ...machine([]), exec }, WEEK1);
    expect(found.map(({ what }) => what)).toContain(
      "the loop webapp of week1 of /home/me/lab (process 14)",
    );
  });

  it("is no orphan where the state of another checkout has the kind cluster's id", async () => {
    const found = await runningOfLabs(machine(["kind-week1-abcdefabcdef"]), WEEK1);
    expect(found.find(({ what }) => what.includes("on kind"))?.left).toBeUndefined();
  });

  it("is ended on kind by the container's own id", async () => {
    const found = await runningOfLabs(machine([]), WEEK1);
    await found.find(({ what }) => what.includes("on kind"))?.end();
    expect(removed).toEqual(["docker rm --force --volumes abcdefabcdef0123"]);
  });
});

describe("a lab whose checkout can't be looked at", () => {
  it("is no orphan where that is on another machine, which the same Docker serves", async () => {
    const owner = { stack: "week3", folder: WEEK3, host: "laptop-of-alice" };
    const [exec, before] = [fake, OWNERS["myk8s"]];
    Object.assign(OWNERS, { myk8s: owner });
    const found = await runningOfLabs({ ...machine([]), exec }, WEEK1);
    Object.assign(OWNERS, { myk8s: before });
    expect(found.find(({ what }) => what.includes("on kind"))).toMatchObject({
      what: "week3 of /gone/lab at laptop-of-alice on kind (cluster myk8s)",
      left: undefined,
    });
  });

  it("is no orphan where it is another user's", async () => {
    const unseen: Machine = { exec: fake, known: () => Promise.resolve("unseen") };
    const found = await runningOfLabs(unseen, WEEK1);
    const labs = found.filter(({ what }) => what.includes("/lab on k"));
    expect(labs.map(({ left }) => left)).toEqual([undefined, undefined, undefined]);
  });
});

describe("what a checkout knows of a cluster", () => {
  const ID = "kwok-week1-0a1b2c3d";

  async function checkout(path: string, id: string): Promise<string> {
    const lab = join(path, ".lab");
    const file = checkpointFile("week1", join(lab, "state"));
    await mkdir(dirname(file), { recursive: true });
    const resources = [{ type: "lab:cluster:KwokCluster", id }];
    await writeFile(file, JSON.stringify({ checkpoint: { latest: { resources } } }));
    return join(lab, "stacks", "week1");
  }

  it.each([
    ["its state has it", ID, "stands"],
    ["its state has another one", "kwok-week1-ffffffff", "unknown"],
  ])("where %s", async (_title, id, known) => {
    await using dir = await tempDir();
    expect(await knownIn(await checkout(dir.path, id), "week1", ID)).toBe(known);
  });

  it("is that a run works on it, while one does", async () => {
    await using dir = await tempDir();
    const folder = await checkout(dir.path, "kwok-week1-ffffffff");
    const holder = { pid: process.pid, host: hostname(), began: await markOf(process.pid) };
    await writeFile(stackLock("week1", join(dir.path, ".lab")), JSON.stringify(holder));
    expect(await knownIn(folder, "week1", undefined)).toBe("worked on");
  });

  it("may be more than can be read: a damaged state ends nothing", async () => {
    await using dir = await tempDir();
    const folder = await checkout(dir.path, ID);
    await writeFile(checkpointFile("week1", join(dir.path, ".lab/state")), "{");
    expect(await knownIn(folder, "week1", ID)).toBe("stands");
  });

  it.each([
    ["its folder", "loop/lab/.lab/stacks/week1", "loop"],
    ["its state", ".lab/stacks/week1", ".lab/state"],
  ])("is not seen where %s may not be looked at", async (_what, folder, loop) => {
    await using dir = await tempDir();
    await mkdir(dirname(join(dir.path, loop)), { recursive: true });
    // the system refuses it for every user, root too
    await symlink(basename(loop), join(dir.path, loop));
    expect(await knownIn(join(dir.path, folder), "week1", ID)).toBe("unseen");
  });

  it("is nothing when it is gone, or has lost its state", async () => {
    await using dir = await tempDir();
    expect(await knownIn(join(dir.path, "no/.lab/stacks/week1"), "week1", ID)).toBe("gone");
    expect(await knownIn(join(dir.path, ".lab/stacks/week1"), "week1", ID)).toBe("unknown");
    expect(existsSync(join(dir.path, ".lab"))).toBe(false);
  });
});

describe("lab down --orphans", () => {
  const ended: string[] = [];
  const running = (what: string, left: string | undefined): Running => ({
    what,
    left,
    end: () => Promise.resolve(void ended.push(what)),
  });
  const found = [running("week1", undefined), running("week3", "its checkout is gone")];

  it("shows what is left over and ends that, and nothing that a lab knows", async () => {
    const { output, printed } = memoryOutput();
    await downOrphans({ yes: true }, output, () => Promise.resolve(found));
    expect(printed).toEqual(["- week3: its checkout is gone", "week3 is ended."]);
    expect(ended).toEqual(["week3"]);
  });

  it("asks before", async () => {
    ended.length = 0;
    const { output } = memoryOutput();
    const run = downOrphans({ yes: false }, output, () => Promise.resolve(found));
    await expect(run).rejects.toMatchObject({ code: "needs-yes" });
    expect(ended).toEqual([]);
  });

  it("says so when there is none", async () => {
    const { output, printed } = memoryOutput();
    await downOrphans({ yes: true }, output, () => Promise.resolve(found.slice(0, 1)));
    expect(printed).toEqual(["Nothing is left over on this machine."]);
  });

  it("is what the doctor names, once", () => {
    const both = [...found, running("a plugin", "the engine that started it is gone")];
    expect(labRows(both)).toEqual([
      { what: "lab", verdict: "ok", detail: "week1" },
      {
        what: "left over",
        verdict: "note",
        detail: "week3: its checkout is gone",
        next: "./lab down --orphans",
      },
      {
        what: "left over",
        verdict: "note",
        detail: "a plugin: the engine that started it is gone",
      },
    ]);
  });
});
