import * as provider from "@pulumi/pulumi/provider/index.js";
import { ENGINES_OWN, settleEnvironment } from "../../../lib/environment.js";
import { endWithEngine } from "../end-with-engine.js";
import { engineLog } from "../engine-log.js";
import { standIn, type StandInType } from "./stand-in.js";

/** Runs a stand-in as the plugin that the engine started. */
export async function serve(
  name: string,
  version: string,
  types: Readonly<Record<string, StandInType>>,
): Promise<void> {
  settleEnvironment(ENGINES_OWN);
  const args = process.argv.slice(2);
  endWithEngine();
  await provider.main(standIn(name, version, types, engineLog(args)), args);
}
