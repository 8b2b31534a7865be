import { WHAT_LABEL } from "../tools/bed/docker.js";
import { UsageError, type ToolError } from "../lib/errors.js";
import { exec, type Exec } from "../lib/exec.js";
import { proxyImageOf } from "../labs/images.js";
import type { IstioOperatorSpec } from "../labs/istio.js";
import { dockerEngine, type DockerEngine } from "../components/provider/docker-engine.js";
import { findTarget, targets, dockerTarget, anywhereTarget } from "../targets/index.js";
import type { Target } from "../targets/target.js";

/** How long a question to a Docker engine that answers may take, in ms. */
const DOCKER_TIMEOUT_MS = 5_000;

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

/** A target, and why it is that one. */
export interface TargetChoice {
  readonly target: Target;
  readonly why: string;
  /** Why its engine does not answer. Nobody can make the lab before it does; to look at objects needs none. */
  readonly silent?: ToolError;
}

/**
 * The target of a stack: what was asked for, else what was recorded, else the one for Docker where that is installed and
 * the other where it is not. An engine that is only stopped does not make it the other: at login Docker
 * Desktop is not up yet, and the choice is recorded by the caller, so that a later run never flips.
 * @param stack the week's.
 * @throws UsageError `target-recorded` when another target is asked for, or recorded, than the one the lab stands on.
 */
export async function chooseTarget(
  stack: string,
  wanted: string | undefined,
  recorded: string | undefined,
  standsOn: string | undefined,
  look: () => Promise<DockerEngine> = dockerEngine,
  among: readonly Target[] = targets,
): Promise<TargetChoice> {
  if (wanted !== undefined && standsOn !== undefined && standsOn !== wanted) {
    throw new UsageError("target-recorded", `The lab stands on ${standsOn}, not on ${wanted}.`, {
      next: `./lab down ${stack}, then ./lab up ${stack} --target ${wanted}`,
    });
  }
  const mistake = otherThanStands(stack, recorded, standsOn);
  if (mistake !== undefined) throw mistake;
  const asked = findTarget(wanted, among);
  if (asked !== undefined) return { target: asked, why: "as asked" };
  const known = findTarget(recorded, among);
  if (known !== undefined) return { target: known, why: "as recorded" };
  return targetFor(await look());
}

/**
 * What is wrong with a recorded target: the lab stands on another one, and an `up` would throw its cluster away as one
 * that is gone. Undefined: nothing is.
 */
export function otherThanStands(
  stack: string,
  recorded: string | undefined,
  standsOn: string | undefined,
): UsageError | undefined {
  if (recorded === undefined || standsOn === undefined || recorded === standsOn) return undefined;
  const message = `The config of ${stack} has the target ${recorded}, and its lab stands on ${standsOn}.`;
  return new UsageError("target-recorded", message, {
    next: `./lab config set target ${standsOn} --week ${stack} keeps that lab; or ./lab down ${stack}, then ./lab up ${stack}`,
  });
}

const SIMULATED = "pods are simulated, there is no traffic";

function targetFor(engine: DockerEngine): TargetChoice {
  switch (engine.kind) {
    case "docker":
      return { target: dockerTarget, why: "a Docker engine answers" };
    case "silent": {
      const why = "Docker is installed, but its engine does not answer now";
      return { target: dockerTarget, why, silent: engine.error };
    }
    case "podman":
      return {
        target: anywhereTarget,
        why: `docker is Podman here, ${dockerTarget.name} labs need Docker: ${SIMULATED}`,
      };
    case "none":
      return { target: anywhereTarget, why: `there is no Docker on this machine: ${SIMULATED}` };
  }
}

/**
 * The images of a stack: those that were recorded, else stand-ins where Docker holds the mesh's as such. Undefined
 * leaves it at the official ones, and is not recorded: `lab bed up` may still make the others.
 */
export async function chooseImages(
  target: Pick<Target, "images">,
  recorded: string | undefined,
  mesh: IstioOperatorSpec | undefined,
  look: (image: string) => Promise<boolean> = isStandIn,
): Promise<string | undefined> {
  if (recorded !== undefined || target.images === "none" || mesh === undefined) return recorded;
  return (await look(proxyImageOf(mesh))) ? "stand-ins" : undefined;
}
