import type { Exec } from "../../lib/exec.js";
import { askDocker, withoutDocker } from "./docker.js";

/** The label of a container and a network that a lab made: the folder of its stack. */
export const OWNER_LABEL = "io.istio-lab.stack-folder";

/** A container of Docker's, whoever made it. */
export interface ContainerFound {
  readonly id: string;
  readonly name: string;
  /** In Docker's words: `running`, `exited`. */
  readonly state: string;
  /** The folder of the stack that made it. Empty: no lab did. */
  readonly folder: string;
}

/**
 * All containers of the engine. Empty where there is no Docker.
 * @throws ToolError `docker-no-answer`
 */
export async function containersFound(exec: Exec): Promise<ContainerFound[]> {
  const format = `{{.ID}}\t{{.Names}}\t{{.State}}\t{{.Label "${OWNER_LABEL}"}}`;
  const list = ["ps", "--all", "--no-trunc", "--format", format];
  const stdout = await askDocker(exec, list).catch(withoutDocker(""));
  return (stdout ?? "").split("\n").flatMap((line) => {
    const [id, name, state = "", folder = ""] = line.split("\t");
    return id === undefined || name === undefined ? [] : [{ id, name, state, folder }];
  });
}

/** Removes containers, running or not. @throws ToolError `docker-no-answer` */
export async function removeContainers(exec: Exec, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await askDocker(exec, ["rm", "--force", "--volumes", ...ids]);
}

/** Removes the networks that a stack has made, when nothing is in them any more. @throws ToolError `docker-no-answer` */
export async function removeNetworks(exec: Exec, folder: string): Promise<void> {
  const filter = ["--filter", `label=${OWNER_LABEL}=${folder}`];
  const list = ["network", "ls", "--quiet", ...filter];
  const stdout = (await askDocker(exec, list).catch(withoutDocker(""))) ?? "";
  const ids = stdout.split("\n").filter((line) => line !== "");
  if (ids.length > 0) await askDocker(exec, ["network", "rm", ...ids]);
}
