import { describe, expect, it } from "@jest/globals";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { clusterLock, machineDir } from "../../../lib/machine.js";
import { root } from "../../../lib/paths.js";
import { markOf } from "../../../lib/process-mark.js";
import type { AnyCluster } from "../../../components/provider/lab-provider.js";
import { oneAtATime } from "../../../components/provider/one-at-a-time.js";
import { tempDir } from "../../support/temp-dir.js";

/** A cluster that takes a while to be made, and tells when. */
function slow(order: string[]): AnyCluster {
  const unused = (): never => {
    throw new Error("asked");
  };
  return {
    check: () => [],
    replaceFields: [],
    updateFields: [],
    find: unused,
    remove: unused,
    create: async ({ stack }) => {
      order.push(`${String(stack)} begins`);
      await sleep(300);
      order.push(`${String(stack)} ends`);
      return { id: `kwok-${String(stack)}`, outputs: {} };
    },
  };
}

describe("two clusters that are made at the same moment", () => {
  it("are made one after the other, and the second says whom it waits for", async () => {
    await using dir = await tempDir();
    const [order, said]: [string[], string[]] = [[], []];
    const cluster = oneAtATime(slow(order), "kwok", (line) => said.push(line), dir.path);
    const made = await Promise.all([
      cluster.create({ stack: "week1" }),
      cluster.create({ stack: "week3" }),
    ]);
    expect(made.map(({ id }) => id)).toEqual(["kwok-week1", "kwok-week3"]);
    const [first = ""] = order;
    const one = first.split(" ")[0] ?? "";
    const two = one === "week1" ? "week3" : "week1";
    expect(order).toEqual([`${one} begins`, `${one} ends`, `${two} begins`, `${two} ends`]);
    expect(said).toEqual([
      `Waiting until stack ${one} of ${root} on kwok (process ${process.pid}) has made its cluster: they would take each other's ports.`,
    ]);
  });

  it("are no reason to wait for a run that was killed", async () => {
    await using dir = await tempDir();
    const began = `${(await markOf(process.ppid)) ?? ""} of another process`;
    const left = { pid: process.ppid, host: "x", began, what: "stack week3 of /gone on kind" };
    const { hostname } = await import("node:os");
    await writeFile(clusterLock(dir.path), JSON.stringify({ ...left, host: hostname() }));
    const said: string[] = [];
    await oneAtATime(slow([]), "kwok", (line) => said.push(line), dir.path).create({ stack: "w" });
    expect(said).toEqual([]);
    await expect(readFile(clusterLock(dir.path))).rejects.toThrow("ENOENT");
  });
});

describe("the folder of what is one a machine", () => {
  it("is in the user's home as the system lists it", async () => {
    await using dir = await tempDir();
    expect(await machineDir(dir.path)).toBe(join(dir.path, ".local/state/istio-lab"));
  });

  it("is elsewhere where that home is no folder", async () => {
    await using dir = await tempDir();
    await mkdir(join(dir.path, "home"));
    const file = join(dir.path, "home", ".local");
    await writeFile(file, "");
    await chmod(file, 0o400);
    expect(await machineDir(join(dir.path, "home"))).toMatch(/istio-lab-\d+$/);
  });
});
