import { join } from "node:path";
import { UsageError } from "../../../lib/errors.js";
import { bedDir, type BedContext } from "../context.js";
import { shortHash } from "../hash.js";

const DEFAULT_HOST = "unix:///var/run/docker.sock";

/** Where the engine that the bed starts keeps its things. */
export interface EnginePaths {
  readonly dir: string;
  /** Images, containers and volumes. */
  readonly data: string;
  /** Sockets and states of what runs; outside the cache because the name of a socket must be short. */
  readonly run: string;
  /** Written when it is started. */
  readonly pidFile: string;
  /** Written by itself, as it insists on. */
  readonly ownPidFile: string;
  readonly log: string;
  readonly config: string;
  readonly record: string;
}

/** The paths of a cache's engine. Two caches may each have one. */
export function enginePaths(context: Pick<BedContext, "cache">): EnginePaths {
  const dir = join(bedDir(context), "engine");
  return {
    dir,
    data: join(dir, "data"),
    run: `/run/istio-lab-bed-${shortHash(dir)}`,
    pidFile: join(dir, "process.pid"),
    ownPidFile: join(dir, "docker.pid"),
    log: join(dir, "docker.log"),
    config: join(dir, "daemon.json"),
    record: join(dir, "record.json"),
  };
}

/**
 * dockerd's configuration.
 * @param wrapper the runtime to use instead of runc; undefined where runc works
 */
export const daemonConfig = (paths: EnginePaths, host: string, wrapper?: string): object => ({
  "data-root": paths.data,
  "exec-root": paths.run,
  pidfile: paths.ownPidFile,
  hosts: [host],
  ...(wrapper === undefined
    ? {}
    : { "default-runtime": "lab", runtimes: { lab: { path: wrapper } } }),
});

/** Where `docker` looks for an engine. */
export function askedHost(env: NodeJS.ProcessEnv): string {
  const asked = env["DOCKER_HOST"] ?? "";
  return asked === "" ? DEFAULT_HOST : asked;
}

/**
 * Where the engine is to listen so that `docker` finds it.
 * @throws UsageError `docker-host-set` when docker is told to ask another machine
 */
export function hostToListen(env: NodeJS.ProcessEnv): string {
  const asked = askedHost(env);
  if (asked.startsWith("unix:///")) return asked;
  throw new UsageError(
    "docker-host-set",
    `DOCKER_HOST is "${asked}", where no engine answers. The bed starts one on a unix:// socket of this machine only.`,
    { next: "unset DOCKER_HOST, then ./lab bed up" },
  );
}
