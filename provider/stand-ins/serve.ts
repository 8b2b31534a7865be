import * as provider from "@pulumi/pulumi/provider/index.js";
import { engineLog } from "../engine-log.js";
import { standIn, type StandInType } from "./stand-in.js";

/** How often a plugin looks whether its engine lives, in ms. */
const LOOK_MS = 1_000;

/** Runs a stand-in as the plugin that the engine started. */
export async function serve(
  name: string,
  version: string,
  types: Readonly<Record<string, StandInType>>,
): Promise<void> {
  const args = process.argv.slice(2);
  endWithEngine();
  await provider.main(standIn(name, version, types, engineLog(args)), args);
}

/** A plugin whose engine was killed would stay for ever. */
function endWithEngine(): void {
  const engine = process.ppid;
  setInterval(() => {
    if (process.ppid !== engine) process.exit(1);
  }, LOOK_MS).unref();
}
