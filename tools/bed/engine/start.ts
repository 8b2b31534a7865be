import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { ToolError } from "../../../lib/errors.js";
import { ensureTools } from "../../ensure.js";
import { locateIn, type BedContext } from "../context.js";
import { engineVersion } from "../docker.js";
import { ensurePackages } from "../packages.js";
import { stage } from "../stage.js";
import { refusesPrivileged } from "./capabilities.js";
import { askedHost, daemonConfig, enginePaths, hostToListen, type EnginePaths } from "./config.js";
import { bootId, markOf, runs, type ProcessMark } from "./process.js";
import { ourEngine, readRecord, writeRecord } from "./record.js";
import { waitFor } from "../../../lib/wait.js";

const ANSWER_LIMIT_MS = 90_000;
const POLL_MS = 250;
const LOG_LINES = 10;

/** The Docker engine in use. */
export interface Engine {
  readonly version: string;
  /** Whether the bed started it. */
  readonly ours: boolean;
}

/** The engine that answers, ours or not; undefined when none does. */
export async function runningEngine(context: BedContext): Promise<Engine | undefined> {
  const version = await engineVersion(context.exec);
  if (version === undefined) return undefined;
  const engine = await ourEngine(context);
  // ours may run while docker is told to ask another one
  return { version, ours: engine?.host === askedHost(context.env) };
}

/**
 * Sees to it that a Docker engine answers: one that does is taken as it is, else Debian's is installed and started.
 * @throws UsageError `docker-host-set`
 * @throws ToolError `engine-not-started` with the end of its log; `command-failed` when apt fails
 */
export async function ensureEngine(context: BedContext): Promise<Engine> {
  const running = await runningEngine(context);
  if (running !== undefined) return running;
  const host = hostToListen(context.env);
  await ensurePackages(context, ["dockerd"]);
  await ensurePackages(context, ["docker"]);
  // On a machine with systemd the package starts it.
  const started = await runningEngine(context);
  if (started !== undefined) return started;
  const wrapped = await refusesPrivileged();
  if (wrapped) await ensureTools(["runc-wrapper"], context);
  const version = await stage(context.progress, "docker engine", "starting it", async () => ({
    value: await start(context, host, wrapped),
  }));
  return { version, ours: true };
}

async function start(context: BedContext, host: string, wrapped: boolean): Promise<string> {
  const paths = enginePaths(context);
  await clearStale(context, paths);
  const wrapper = wrapped ? locateIn(context)("runc-wrapper") : undefined;
  const config = daemonConfig(paths, host, wrapper);
  await writeFile(paths.config, `${JSON.stringify(config, null, 2)}\n`);
  // It detaches the engine for good: neither the end of this process nor its terminal reaches it.
  const detach = ["--start", "--background", "--make-pidfile", "--pidfile", paths.pidFile];
  const program = [
    "--output",
    paths.log,
    "--startas",
    "/usr/sbin/dockerd",
    "--",
    "--config-file",
    paths.config,
  ];
  await context.exec("start-stop-daemon", [...detach, ...program], {
    env: { PATH: `${context.env["PATH"] ?? ""}:/usr/sbin:/sbin` },
  });
  const process = await engineProcess(paths);
  if (process === undefined) throw await notStarted(paths);
  await writeRecord(context, { process, host, wrapped });
  const answer = async (): Promise<string | undefined> => {
    const version = await engineVersion(context.exec);
    if (version === undefined && !(await runs(process))) throw await notStarted(paths);
    return version;
  };
  const version = await waitFor(answer, { limitMs: ANSWER_LIMIT_MS, pauseMs: POLL_MS });
  if (version === undefined) throw await notStarted(paths);
  return version;
}

/** What an engine left that was killed, or that ran before the machine started again. */
async function clearStale(context: BedContext, paths: EnginePaths): Promise<void> {
  const last = await readRecord(context);
  await mkdir(paths.dir, { recursive: true });
  for (const file of [paths.pidFile, paths.ownPidFile, paths.log]) await rm(file, { force: true });
  // Its numbers of processes are those of strangers by now. Without a new start dockerd takes up what still runs.
  if (last !== undefined && last.process.boot !== (await bootId()))
    await rm(paths.run, { recursive: true, force: true });
}

async function engineProcess({ pidFile }: EnginePaths): Promise<ProcessMark | undefined> {
  const text = await readFile(pidFile, "utf8").catch(() => "");
  const pid = Number.parseInt(text, 10);
  return Number.isNaN(pid) ? undefined : markOf(pid);
}

async function notStarted({ log }: EnginePaths): Promise<ToolError> {
  const text = await readFile(log, "utf8").catch(() => "");
  const telling = text.split("\n").filter((line) => line !== "" && !line.includes("level=info"));
  const end = telling.slice(-LOG_LINES).join("\n");
  return new ToolError(
    "engine-not-started",
    `The Docker engine does not answer. Its log ends:\n${end}`,
    {
      next: `less ${log}`,
    },
  );
}
