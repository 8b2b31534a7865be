import { UsageError } from "../../lib/errors.js";
import { exec, type Exec } from "../../lib/exec.js";
import type { Target } from "../../labs/objects.js";

/** How long a Docker engine may take to answer, in ms: a stopped one may hang. */
const DOCKER_TIMEOUT_MS = 5_000;

/** Whether a Docker engine answers. */
export function dockerAnswers(run: Exec = exec): Promise<boolean> {
  return run("docker", ["info", "--format", "{{.ServerVersion}}"], {
    timeoutMs: DOCKER_TIMEOUT_MS,
  }).then(
    ({ stdout }) => stdout.trim() !== "",
    () => false,
  );
}

/**
 * The target of a stack: what was asked for, else what was recorded, else kind where a Docker engine answers
 * and kwok where none does. The choice is recorded by the caller, so that a later run never flips.
 * @throws UsageError `target-recorded` when another target is asked for than the one the lab stands on.
 */
export async function chooseTarget(
  wanted: Target | undefined,
  recorded: string | undefined,
  standsOn: string | undefined,
  answers: () => Promise<boolean> = dockerAnswers,
): Promise<{ readonly target: Target; readonly why: string }> {
  if (wanted !== undefined && standsOn !== undefined && standsOn !== wanted) {
    throw new UsageError("target-recorded", `The lab stands on ${standsOn}, not on ${wanted}.`, {
      next: `./lab down, then ./lab up --target ${wanted}`,
    });
  }
  if (wanted !== undefined) return { target: wanted, why: "as asked" };
  if (recorded === "kind" || recorded === "kwok") return { target: recorded, why: "as recorded" };
  return (await answers())
    ? { target: "kind", why: "a Docker engine answers" }
    : { target: "kwok", why: "no Docker engine answers: pods are simulated, there is no traffic" };
}
