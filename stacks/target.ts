import { WHAT_LABEL } from "../bed/docker.js";
import { UsageError } from "../lib/errors.js";
import { exec, type Exec } from "../lib/exec.js";
import { proxyImageOf } from "../labs/images.js";
import type { IstioOperatorSpec } from "../labs/istio.js";
import type { Target } from "../labs/objects.js";

/** How long a Docker engine may take to answer, in ms: a stopped one may hang. */
export const DOCKER_TIMEOUT_MS = 5_000;

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
 * Whether Docker holds an image that the lab made itself under this official name (`lab bed up`). Where it has none,
 * or does not answer, the official one will be pulled.
 */
export function isStandIn(image: string, run: Exec = exec): Promise<boolean> {
  const format = `{{index .Config.Labels "${WHAT_LABEL}"}}`;
  const args = ["image", "inspect", "--format", format, image];
  return run("docker", args, { timeoutMs: DOCKER_TIMEOUT_MS }).then(
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

/**
 * The images of a stack: those that were recorded, else stand-ins where Docker holds the mesh's as such. Undefined
 * leaves it at the official ones, and is not recorded: `lab bed up` may still make the others.
 */
export async function chooseImages(
  target: Target,
  recorded: string | undefined,
  mesh: IstioOperatorSpec | undefined,
  look: (image: string) => Promise<boolean> = isStandIn,
): Promise<string | undefined> {
  if (recorded !== undefined || target !== "kind" || mesh === undefined) return recorded;
  return (await look(proxyImageOf(mesh))) ? "stand-ins" : undefined;
}
