import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { writeWhole } from "../lib/json-file.js";
import type { ToolContext } from "./context.js";
import type { Failure } from "./run.js";
import type { Unit } from "./tool.js";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * How long after the first, second, … failure in a row a release is tried again: after a hiccup at the next run, and
 * then more and more seldom, since each try may take seconds of a run.
 */
const PAUSES_MS: Readonly<Record<Failure, readonly number[]>> = {
  hiccup: [0, 10 * MINUTE_MS, HOUR_MS, DAY_MS],
  down: [HOUR_MS, DAY_MS],
  refused: [DAY_MS],
};

/** What is remembered of a release that could not be had. */
interface Tried {
  readonly at: number;
  /** The process that tried. */
  readonly pid: number;
  /** Failures in a row. */
  readonly times: number;
  readonly failure: Failure;
  readonly reason: string;
  /** A hash of the settings of the network: with others it may work. */
  readonly settings: string;
}

/** When a release is tried again, and why it was not had. */
export interface NextTry {
  /** In ms since 1970; in the past: at the next run. */
  readonly at: number;
  /** Why the last try failed; undefined: there was none. */
  readonly reason?: string;
}

/** The variables that decide how the network is reached. */
const SETTINGS = ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE"];

/** When the release of a unit is tried again; undefined: it was not tried yet. Reads one small file. */
export function nextTry(context: ToolContext, unit: Unit): NextTry | undefined {
  const tried = readTried(context, unit);
  if (tried === undefined) return undefined;
  const { times, failure, reason, settings } = tried;
  // a clock that was ahead must not put the next try off
  const at = Math.min(tried.at, context.now());
  if (settings !== settingsOf(context.env)) return { at, reason };
  const pauses = PAUSES_MS[failure];
  return { at: at + (pauses[Math.min(times, pauses.length) - 1] ?? DAY_MS), reason };
}

/** Whether the release of a unit is to be tried now: by another process than the one that has just failed. */
export function isDue(context: ToolContext, unit: Unit): boolean {
  if (readTried(context, unit)?.pid === context.pid) return false;
  const next = nextTry(context, unit);
  return next === undefined || next.at <= context.now();
}

/** Remembers that the release of a unit could not be had. */
export async function rememberFailure(
  context: ToolContext,
  unit: Unit,
  failure: Failure,
  reason: string,
): Promise<void> {
  const times = (readTried(context, unit)?.times ?? 0) + 1;
  const settings = settingsOf(context.env);
  const tried: Tried = { at: context.now(), pid: context.pid, times, failure, reason, settings };
  const file = fileOf(context, unit);
  await writeWhole(file, `${JSON.stringify(tried, null, 2)}\n`);
}

/** Forgets it: the release is there. */
export async function forgetFailures(context: ToolContext, unit: Unit): Promise<void> {
  await rm(fileOf(context, unit), { force: true });
}

const fileOf = ({ cache, platform }: ToolContext, { name, version }: Unit): string =>
  join(cache, "tried", `${name}-${version}-${platform.os}-${platform.arch}.json`);

/** A broken file costs one more try, no more. */
function readTried(context: ToolContext, unit: Unit): Tried | undefined {
  try {
    const tried = JSON.parse(readFileSync(fileOf(context, unit), "utf8")) as Partial<Tried> | null;
    const isWhole = typeof tried?.at === "number" && typeof tried.times === "number";
    return isWhole && Object.hasOwn(PAUSES_MS, tried.failure ?? "") ? (tried as Tried) : undefined;
  } catch {
    return undefined;
  }
}

/** Hashed, as a proxy's address may hold a password. */
function settingsOf(env: NodeJS.ProcessEnv): string {
  const values = SETTINGS.map((name) => [env[name.toLowerCase()], env[name]]);
  return createHash("sha256").update(JSON.stringify(values)).digest("hex").slice(0, 16);
}
