import { chmod, mkdir, rename } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { unpack } from "../lib/archive.js";
import { DownloadError } from "../lib/download-error.js";
import { download, downloadText, type DownloadOptions } from "../lib/download.js";
import { isDiskFull } from "../lib/disk.js";
import { messageOf, UsageError } from "../lib/errors.js";
import { bytes, duration, withHeartbeat } from "../lib/progress.js";
import { TRIES } from "../lib/tries.js";
import { makeWorkDir, removeTree } from "./cache.js";
import { install } from "./install.js";
import { failureOf, label, mostHopeful, note, type Run } from "./run.js";
import type { Release, Tool, Unit } from "./tool.js";
import { forgetFailures, rememberFailure } from "./tried.js";
import { vouchedFor } from "./vouch.js";

/**
 * Tries the releases of a unit in order until each of the tools is there; what is got is installed at once.
 * @returns the tools that are still missing; why is noted in the run
 */
export async function fromReleases(
  run: Run,
  unit: Unit,
  wanted: readonly Tool[],
): Promise<readonly Tool[]> {
  let missing = wanted;
  for (const release of unit.releases(run.context.platform)) {
    const tools = missing.filter((tool) => release.tools.includes(tool.name));
    if (tools.length === 0) continue;
    try {
      await getRelease(run, unit, tools, release);
      missing = missing.filter((tool) => !tools.includes(tool));
    } catch (error) {
      // a proxy that is written wrong is no reason to build for minutes
      if (isDiskFull(error) || error instanceof UsageError) throw error;
      const failure = failureOf(error);
      const attempt = { source: `download ${release.url}`, reason: messageOf(error), failure };
      const next = error instanceof DownloadError ? error.next : undefined;
      note(run, unit, tools, next === undefined ? attempt : { ...attempt, next });
    }
  }
  const why = mostHopeful(run, unit);
  if (missing.length === 0) await forgetFailures(run.context, unit);
  else if (why !== undefined) await rememberFailure(run.context, unit, why.failure, why.reason);
  return missing;
}

async function getRelease(
  run: Run,
  unit: Unit,
  tools: readonly Tool[],
  release: Release,
): Promise<void> {
  const { context } = run;
  const started = Date.now();
  const work = await makeWorkDir(context.cache, unit.name);
  try {
    const file = join(work, basename(new URL(release.url).pathname));
    await fetchVerified(run, label(unit, tools), release, file);
    const out = await stage(run, release, file, work);
    const tookMs = Date.now() - started;
    const origin = { version: unit.version, source: "download", from: release.url } as const;
    await install(context, unit, tools, out, { ...origin, tookMs });
  } finally {
    await removeTree(work);
  }
}

async function fetchVerified(
  run: Run,
  what: string,
  release: Release,
  file: string,
): Promise<void> {
  const { context } = run;
  let news = "";
  const options: DownloadOptions = {
    fetch: context.fetch,
    onBytes: (received, total) => {
      news = `${bytes(received)}${total === undefined ? "" : ` of ${bytes(total)}`}`;
    },
    ...(context.answerMs === undefined ? {} : { answerMs: context.answerMs }),
    ...(context.stallMs === undefined ? {} : { stallMs: context.stallMs }),
    ...(context.sleep === undefined ? {} : { sleep: context.sleep }),
    ...(run.hasty ? { tries: 1 } : {}),
    onRetry: ({ message }, next, waitMs) => {
      const text = `${message}; try ${next} of ${TRIES} in ${duration(waitMs)}`;
      context.progress({ what, state: "working", text });
    },
  };
  // The small file first: where it is refused, the large one is not begun.
  const wanted = await vouchedFor(release, (url) =>
    ask(run, url, () => downloadText(url, options)),
  );
  const { sha256 } = await withHeartbeat(
    context.progress,
    what,
    () => news,
    () => ask(run, release.url, () => download(release.url, file, options)),
  );
  if (wanted.sha256 !== sha256)
    throw new DownloadError(`its sha256 is ${sha256}, ${wanted.how} is ${wanted.sha256}`);
}

/** Asks a host, unless it is known to be down; remembers that it is. */
async function ask<T>(run: Run, url: string, work: () => Promise<T>): Promise<T> {
  const { host } = new URL(url);
  const dead = run.deadHosts.get(host);
  if (dead !== undefined) throw dead;
  try {
    return await work();
  } catch (error) {
    if (error instanceof DownloadError && error.hostDown) run.deadHosts.set(host, error);
    throw error;
  }
}

/** Lays out what was downloaded as `<tool>/<file>`. */
async function stage(run: Run, release: Release, file: string, work: string): Promise<string> {
  const out = join(work, "out");
  const place = async (from: string, to: string): Promise<void> => {
    await mkdir(dirname(join(out, to)), { recursive: true });
    await rename(from, join(out, to));
  };
  if (release.members === undefined) {
    const [tool = ""] = release.tools;
    await chmod(file, 0o755);
    await place(file, `${tool}/${tool}`);
    return out;
  }
  const unpacked = join(work, "unpacked");
  await unpack(file, unpacked, run.context.exec);
  for (const [member, to] of Object.entries(release.members))
    await place(join(unpacked, member), to);
  return out;
}
