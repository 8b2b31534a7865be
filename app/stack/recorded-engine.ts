import { existsSync } from "node:fs";
import {
  chooseEndpoint,
  DEFAULT_HOST,
  DEFAULT_SOCKET,
  dockerEndpoint,
  endpointVariables,
} from "../../lib/docker-host.js";
import { settleDocker, type Variables } from "../../lib/environment.js";
import { requireContext, type Endpoint } from "../../lib/docker-context.js";
import { stackDir } from "../../lib/paths.js";
import type { Tell } from "../events.js";
import { readRecord } from "../../components/provider/kind-record.js";

/** Of a context that was named on the command line: it wins over what is recorded. */
let asked = false;

/**
 * Takes the engine of a Docker context for this run, as `docker --context` does.
 * @throws UsageError `unknown-context`
 */
export function takeContext(name: string, env = process.env): void {
  requireContext(env, name);
  asked = true;
  chooseEndpoint(env, { DOCKER_CONTEXT: name });
  settleDocker();
}

/** What the shell says of the engine, for each environment that was turned to that of a lab. */
const shells = new WeakMap<NodeJS.ProcessEnv, Variables>();

/**
 * A lab that stands is on the Docker engine that it was made on, whatever the shell says now: a run without the
 * DOCKER_CONTEXT of then would find no node, and make the lab again on another engine.
 * A command that goes over several labs starts from the shell's engine for each of them.
 * @param tell told which engine that is, where it is another one than the shell's.
 */
export async function stayOnEngine(
  stack: string,
  tell: Tell,
  folder = stackDir(stack),
  env = process.env,
): Promise<void> {
  const shell = shells.get(env);
  if (shell !== undefined) chooseEndpoint(env, shell);
  shells.delete(env);
  const made = (await readRecord(folder))?.docker;
  if (made === undefined || asked || isSame(made, dockerEndpoint(env))) return;
  // a link of Docker Desktop's that a restart of the Mac takes away (docker/for-mac#7109): the engine goes on
  if (made.DOCKER_HOST === DEFAULT_HOST && !existsSync(DEFAULT_SOCKET)) return;
  shells.set(env, definedIn(endpointVariables(env)));
  chooseEndpoint(env, made);
  tell({ kind: "other-engine", stack, host: made.DOCKER_HOST });
}

/** A variable of a process that is set to undefined is that word. */
const definedIn = (variables: Variables): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );

const isSame = (one: Endpoint, other: Endpoint | undefined): boolean =>
  one.DOCKER_HOST === other?.DOCKER_HOST;

/** The variables of `lab env` that name the engine of this run. */
export const engineOfRun = (): NodeJS.ProcessEnv => endpointVariables(process.env);
