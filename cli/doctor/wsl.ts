import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { exec, type Exec } from "../../lib/exec.js";
import { cacheDir, root } from "../../lib/paths.js";
import type { Row } from "./row.js";

/** What a machine is in the ways in which a Linux inside Windows differs from another one. */
export interface WslFacts {
  /** What `wslinfo --networking-mode` says: `nat`, `mirrored`, …; undefined with a WSL that does not know it. */
  readonly networking: string | undefined;
  /** Docker runs in Docker Desktop's own machine, and not in this distribution. */
  readonly dockerDesktop: boolean;
  /** Those of the lab's folders that lie on a drive of Windows. */
  readonly onWindows: readonly string[];
  /** Both generations of control groups are in use. */
  readonly mixedCgroups: boolean;
}

/** The magic number of 9p, by which WSL reaches the drives of Windows (linux/magic.h, V9FS_MAGIC). */
const V9FS = 0x01021997;

/** How long a question may take, in ms. */
const ASK_TIMEOUT_MS = 20_000;

/**
 * What can be wrong with a WSL: nothing else tells it before the cluster is made, and then only
 * as an API server that does not answer.
 * @returns no row where there is no WSL
 */
export async function wslRows(
  env: NodeJS.ProcessEnv = process.env,
  look: () => Promise<WslFacts> = wslFacts,
): Promise<Row[]> {
  return env["WSL_DISTRO_NAME"] === undefined ? [] : rowsOf(await look());
}

/** The rows of a WSL. */
export function rowsOf({ networking, dockerDesktop, onWindows, mixedCgroups }: WslFacts): Row[] {
  return [
    networkingRow(networking, dockerDesktop),
    ...(onWindows.length === 0 ? [] : [windowsFolders(onWindows)]),
    ...(mixedCgroups ? [MIXED] : []),
  ];
}

function networkingRow(networking: string | undefined, dockerDesktop: boolean): Row {
  const what = "wsl network";
  const mode = networking ?? "unknown";
  // WSL#13868, moby#48056: published ports of an engine in the distribution don't answer on 127.0.0.1
  if (networking !== "mirrored" || dockerDesktop) return { what, verdict: "ok", detail: mode };
  return {
    what,
    verdict: "bad",
    detail: "mirrored, and Docker runs in this distribution: its ports don't answer on 127.0.0.1",
    next: "set networkingMode=nat in %UserProfile%\\.wslconfig, then, in Windows, wsl --shutdown",
  };
}

const windowsFolders = (folders: readonly string[]): Row => ({
  what: "wsl folders",
  verdict: "note",
  detail: `on a drive of Windows, which is slow and keeps no file from other users: ${folders.join(", ")}`,
  next: "clone the project into your Linux home (~), and leave LAB_CACHE there",
});

const MIXED: Row = {
  what: "wsl cgroups",
  verdict: "note",
  detail: "version 1 and 2 are mixed: kind may fail with “error adding pid … to cgroups”",
  next: "set kernelCommandLine=cgroup_no_v1=all in %UserProfile%\\.wslconfig, then, in Windows, wsl --shutdown",
};

async function wslFacts(run: Exec = exec): Promise<WslFacts> {
  const ask = (command: string, ...args: readonly string[]): Promise<string> =>
    run(command, args, { timeoutMs: ASK_TIMEOUT_MS }).then(
      ({ stdout }) => stdout.trim(),
      () => "",
    );
  const [networking, system, here, cache] = await Promise.all([
    ask("wslinfo", "--networking-mode"),
    ask("docker", "info", "--format", "{{.OperatingSystem}}"),
    isOnWindows(root),
    isOnWindows(cacheDir()),
  ]);
  return {
    networking: networking === "" ? undefined : networking,
    dockerDesktop: system.includes("Docker Desktop"),
    onWindows: [...(here ? [root] : []), ...(cache ? [cacheDir()] : [])],
    // systemd's hybrid layout: version 2 beside the controllers of version 1
    mixedCgroups: existsSync("/sys/fs/cgroup/unified"),
  };
}

/** Whether a folder is on a drive of Windows, wherever that is mounted. One that is not there yet is not. */
const isOnWindows = (folder: string): Promise<boolean> =>
  statfs(folder).then(
    ({ type }) => type === V9FS || /^\/mnt\/[a-z](\/|$)/.test(folder),
    () => /^\/mnt\/[a-z](\/|$)/.test(folder),
  );
