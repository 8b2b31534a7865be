import * as pulumi from "@pulumi/pulumi";
import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { LabError } from "../lib/errors.js";
import { shortenTraces } from "../lib/short-traces.js";
import { explained } from "../lib/system-error.js";
import { ensureTools } from "../tools/ensure.js";
import { lookForStack } from "./backend.js";
import { CACHE_STACK, cacheProgram } from "./cache.js";
import { deployed, hasOldCommands } from "./checkpoint.js";
import { choose } from "./choose.js";
import { setCurrentWeek } from "./current-week.js";
import { engineLog, engineProgress } from "./engine-progress.js";
import { prepareLab, requireBackend, type PlainWorld } from "./plain.js";
import { program } from "./program.js";
import { NAMESPACE, readSettings, writeSettings } from "../lib/settings.js";

/** The checkout, the machine and the engine as they are. */
const thisWorld = (): PlainWorld => ({
  organization: pulumi.getOrganization(),
  isPreview: pulumi.runtime.isDryRun(),
  env: process.env,
  log: engineLog,
  lookForStack,
  inFile: readSettings,
  deployed,
  hasOldCommands,
  choose,
  record: writeSettings,
  setCurrentWeek,
  hasPlugin,
  ensureTools: (names, versions) => ensureTools(names, { progress: engineProgress(), versions }),
});

function hasPlugin(name: string, version: string): boolean {
  // HOME is not asked, as the engine does not ask it either
  const home = process.env["PULUMI_HOME"] ?? join(userInfo().homedir, ".pulumi");
  return existsSync(join(home, "plugins", `resource-${name}-v${version}`));
}

/** The entry of plain `pulumi up -s week1`, and of `pulumi up -s cache`. */
export async function main(world: PlainWorld = thisWorld()): Promise<object> {
  const stack = pulumi.getStack();
  // for good: resources are still registered after the program has declared them
  const restoreTraces = shortenTraces();
  try {
    await requireBackend(stack, world);
    if (stack === CACHE_STACK) return await cacheProgram();
    return await program(await prepareLab(stack, configValues(), world));
  } catch (thrown) {
    restoreTraces();
    const error = explained(thrown);
    if (!(error instanceof LabError)) throw error;
    // a RunError is shown without a stack trace
    const next = error.next === undefined ? "" : `\n  next: ${error.next}`;
    throw new pulumi.RunError(`${error.message}${next}`);
  }
}

/** All values of the namespace, so that an unknown key is seen. */
function configValues(): Record<string, string> {
  const all = pulumi.runtime.allConfig();
  const prefix = `${NAMESPACE}:`;
  return Object.fromEntries(
    Object.entries(all)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value]),
  );
}
