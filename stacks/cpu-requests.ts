import { exec, type Exec } from "../lib/exec.js";
import type { Target } from "../labs/objects.js";
import { DOCKER_TIMEOUT_MS } from "./target.js";

/** From how many CPUs on Istio's own requests fit beside the pods of every step. */
export const ENOUGH_CPUS = 4;

/** How many CPUs Docker has; undefined where no engine answers. */
export function dockerCpus(run: Exec = exec): Promise<number | undefined> {
  return run("docker", ["info", "--format", "{{.NCPU}}"], { timeoutMs: DOCKER_TIMEOUT_MS }).then(
    // a client without an engine prints 0
    ({ stdout }) => Number(stdout.trim()) || undefined,
    () => undefined,
  );
}

interface Choice {
  /** The value for the config; undefined leaves it at `official`, and is not recorded. */
  readonly requests: string | undefined;
  /** Why they are small; undefined where nothing was chosen just now. */
  readonly why?: string;
}

/**
 * The CPU requests of a stack: those that were recorded, else small ones for a new lab where Docker has few CPUs.
 * @param stands a cluster stands already: other requests would restart its istiod and its gateway.
 */
export async function chooseCpuRequests(
  target: Target,
  recorded: string | undefined,
  stands: boolean,
  count: () => Promise<number | undefined> = dockerCpus,
): Promise<Choice> {
  if (recorded !== undefined || target !== "kind" || stands) return { requests: recorded };
  const cpus = await count();
  if (cpus === undefined || cpus >= ENOUGH_CPUS) return { requests: undefined };
  const has = `Docker has ${cpus} ${cpus === 1 ? "CPU" : "CPUs"}`;
  return { requests: "small", why: `${has}; Istio's own would fill the node` };
}
