import type { Versions } from "../../labs/versions.js";
import { labEnvironment, labUnset } from "./environment.js";

/**
 * The state is written at the end of a run, after an error or a Ctrl-C as well, and not after each of a hundred
 * objects, which takes a quarter of an `up` and most of a `destroy`. A run that is killed outright leaves the state
 * of before: the next one clears a half-made cluster away, takes over objects that are there, and deletes again.
 */
const WRITE_STATE_ONCE = { PULUMI_SKIP_CHECKPOINTS: "true" };

/**
 * Gives this process the environment of the engine. Pulumi's Automation API can only add variables to those of the
 * process that it runs in, looks for its CLI on the PATH of that process, and runs the program in it. This is the one
 * place of app/ that changes them.
 * @param versions of the week: the engine is the one beside its tools.
 * @param passphrase undefined where the lab's own, in its file, opens the stack.
 */
export function enterEngineEnvironment(versions: Versions, passphrase?: string): void {
  for (const name of labUnset()) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, labEnvironment(process.env, versions), WRITE_STATE_ONCE);
  // the engine would take it, even an empty one, before the file with the lab's own
  if (passphrase === undefined) delete process.env["PULUMI_CONFIG_PASSPHRASE"];
  else process.env["PULUMI_CONFIG_PASSPHRASE"] = passphrase;
}
