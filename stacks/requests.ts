import type { Capacity } from "../labs/requests/fit.js";
import { exec, type Exec } from "../lib/exec.js";
import type { Target } from "../targets/target.js";
import { cpus, gigabytes } from "../lib/progress.js";

/** From how many CPUs on Istio's own requests fit beside the pods of every step. */
export const ENOUGH_CPUS = 4;
/** The same of memory, in bytes. Less is Docker Desktop with 4 GB; it takes a little of that for its own machine. */
export const ENOUGH_MEMORY = 5e9;

/** `docker info` runs every plugin of the client: 13 s have been seen on macOS (docker/for-mac#6258). */
const INFO_TIMEOUT_MS = 20_000;

/** What Docker has for the labs; undefined where no engine says it. */
export function dockerCapacity(run: Exec = exec): Promise<Capacity | undefined> {
  const format = "{{.NCPU}} {{.MemTotal}}";
  return run("docker", ["info", "--format", format], { timeoutMs: INFO_TIMEOUT_MS }).then(
    ({ stdout }) => {
      const [count = 0, bytes = 0] = stdout.trim().split(" ").map(Number);
      // a client without an engine prints 0
      return count > 0 && bytes > 0 ? { cpus: count, bytes } : undefined;
    },
    () => undefined,
  );
}

/** The config keys that say how much Istio reserves. Undefined leaves one at `official`, and is not recorded. */
interface RequestsConfig {
  readonly cpuRequests?: string | undefined;
  readonly memoryRequests?: string | undefined;
}

interface Choice extends RequestsConfig {
  /** What was made small just now, and why, a line each. */
  readonly why: readonly string[];
}

/**
 * The requests of a stack: those that were recorded, else small ones for a new lab where Docker has little.
 * @param stands a cluster stands already: other requests would restart its istiod and its gateway.
 */
export async function chooseRequests(
  target: Pick<Target, "needsDocker">,
  { cpuRequests, memoryRequests }: RequestsConfig,
  stands: boolean,
  look: () => Promise<Capacity | undefined> = dockerCapacity,
): Promise<Choice> {
  const recorded = { cpuRequests, memoryRequests };
  const isKnown = cpuRequests !== undefined && memoryRequests !== undefined;
  if (isKnown || !target.needsDocker || stands) return { ...recorded, why: [] };
  const there = await look();
  if (there === undefined) return { ...recorded, why: [] };
  const smallCpu = cpuRequests === undefined && there.cpus < ENOUGH_CPUS;
  const smallMemory = memoryRequests === undefined && there.bytes < ENOUGH_MEMORY;
  const fill = "Istio's own would fill the node";
  return {
    cpuRequests: smallCpu ? "small" : cpuRequests,
    memoryRequests: smallMemory ? "small" : memoryRequests,
    why: [
      ...(smallCpu ? [`CPU requests small: Docker has ${cpus(there.cpus * 1000)}; ${fill}.`] : []),
      ...(smallMemory
        ? [`Memory requests small: Docker has ${gigabytes(there.bytes)}; ${fill}.`]
        : []),
    ],
  };
}
