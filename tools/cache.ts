import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir, readdir, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import type { Versions } from "../labs/versions.js";
import { cacheDir } from "../lib/paths.js";
import { exec, type Exec } from "../lib/exec.js";
import { processTable, type ProcessRow } from "../lib/process-table.js";
import type { Platform } from "./platform.js";

const DAY_MS = 24 * 60 * 60_000;

/** The folder with a link to each tool of a pair of versions: one entry for PATH. */
export const binDir = (cache: string, { kubernetes, istio }: Versions): string =>
  join(cache, "bin", `kubernetes-${kubernetes}-istio-${istio}`);

/** Pulumi's home of the lab: plugins and nothing of the user's own login. */
export const pulumiHome = (cache: string = cacheDir()): string => join(cache, "pulumi-home");

/** All entries of a tool. */
export const toolDir = (cache: string, tool: string): string => join(cache, "tools", tool);

/** The entry of a tool in one version for one kind of machine. */
export const entryDir = (
  cache: string,
  tool: string,
  version: string,
  platform: Platform,
): string => join(toolDir(cache, tool), `${version}-${platform.os}-${platform.arch}`);

/** The lock that one process holds while it gets a unit. */
export const lockFile = (cache: string, unit: string): string =>
  join(cache, "locks", `${unit}.lock`);

const tmpDir = (cache: string): string => join(cache, "tmp");

/** A new folder on the cache's own disk: what is finished in it can be renamed into place. */
export async function makeWorkDir(cache: string, name: string): Promise<string> {
  const owner = `${hostname()}@${process.pid}`;
  const dir = join(tmpDir(cache), `${owner}-${name}-${randomUUID().slice(0, 8)}`);
  await mkdir(dir, { recursive: true });
  return dir;
}

/**
 * Deletes what interrupted runs left: the working folders of processes that are gone. Of other
 * machines that share the cache nothing is known: their folders stay for a day.
 */
export async function removeLeftovers(cache: string, run: Exec = exec): Promise<void> {
  const dir = tmpDir(cache);
  const names = existsSync(dir) ? await readdir(dir) : [];
  if (names.length === 0) return;
  const rows = await processTable(run);
  for (const name of names) {
    const path = join(dir, name);
    const [host, pid] = name.split("@");
    const stats = await stat(path).catch(() => undefined);
    if (stats === undefined) continue;
    const { birthtimeMs, mtimeMs } = stats;
    // a number that a process of later has is another's by now
    const made = Math.min(birthtimeMs || mtimeMs, mtimeMs);
    const dead =
      host === hostname()
        ? !rows.some((row) => row.pid === Number.parseInt(pid ?? "", 10) && isBefore(row, made))
        : Date.now() - mtimeMs > DAY_MS;
    if (dead) await removeTree(path);
  }
}

/** ps tells starts to the second, and a clock may be set a little. */
const SLACK_MS = 5_000;
const isBefore = ({ startedAt }: ProcessRow, time: number): boolean =>
  !(startedAt.getTime() > time + SLACK_MS);

/** Deletes a folder, also one that was copied from Go's module cache, where everything is read-only. */
export async function removeTree(dir: string): Promise<void> {
  try {
    await rm(dir, { recursive: true, force: true });
  } catch {
    await makeWritable(dir);
    await rm(dir, { recursive: true, force: true });
  }
}

/** Lets the owner write to a folder and to all folders and files in it. */
export async function makeWritable(dir: string): Promise<void> {
  await chmod(dir, 0o755);
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) await makeWritable(path);
    else if (entry.isFile()) await chmod(path, 0o644);
  }
}
