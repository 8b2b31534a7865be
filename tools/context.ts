import { networkFetch, type Fetch } from "../lib/fetch.js";
import { exec, type Exec } from "../lib/exec.js";
import { cacheDir } from "../lib/paths.js";
import { toStderr, type Progress } from "../lib/progress.js";
import type { Agree } from "./build-plan.js";
import { thisPlatform, type Platform } from "./platform.js";
import type { Unit } from "./tool.js";
import type { Versions } from "../labs/versions.js";
import { studied } from "./pins.js";
import { unitsFor } from "./units/index.js";

/** What getting tools depends on. Tests replace any of it. */
export interface ToolContext {
  /** Default: `cacheDir()`. */
  readonly cache: string;
  /** Default: this machine. */
  readonly platform: Platform;
  readonly exec: Exec;
  /** Default: the network, with the proxies and the CAs that `env` names. */
  readonly fetch: Fetch;
  /** Default: plain lines on standard error. */
  readonly progress: Progress;
  /** Asked before builds that take minutes. Default: yes, so that whoever has no terminal gets the tools. */
  readonly agree: Agree;
  /** Where PATH is read from. */
  readonly env: NodeJS.ProcessEnv;
  /** What Kubernetes and Istio the tools are for. */
  readonly versions: Versions;
  /** Default: those of the versions. */
  readonly units: readonly Unit[];
  /** Whether what was built is replaced by a release that can be had by now. Default: true. */
  readonly replace?: boolean;
  /** Time until a server answers, and longest silence while it sends, in ms. Default 20 000 each. */
  readonly answerMs?: number;
  readonly stallMs?: number;
  /** Waits before a download is tried again. Default: a timer. */
  readonly sleep?: (ms: number) => Promise<unknown>;
  /** The process: what failed in it is not tried again in it. */
  readonly pid: number;
  /** The time, in ms since 1970. */
  readonly now: () => number;
}

/** What is given of a context. A version that is not given is that of the study: its tools are not asked for then. */
export type GivenContext = Partial<Omit<ToolContext, "versions">> & {
  readonly versions?: Partial<Versions> | undefined;
};

/** Fills in what was not given. @throws UsageError `unknown-release` for versions that there are no tools for */
export function toolContext(given: GivenContext = {}): ToolContext {
  const env = given.env ?? process.env;
  const versions = { ...studied, ...given.versions };
  return {
    cache: cacheDir(env),
    platform: thisPlatform(),
    exec,
    fetch: networkFetch(env),
    progress: toStderr,
    pid: process.pid,
    now: Date.now,
    agree: () => Promise.resolve(true),
    env,
    units: given.units ?? unitsFor(versions),
    ...given,
    versions,
  };
}
