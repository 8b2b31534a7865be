import { CommanderError } from "commander";
import { cacheDir } from "../lib/paths.js";
import { saidAsLoaded } from "../labs/mistake.js";
import { labProgram } from "./program/program.js";
import { report } from "./report.js";
import { requireUsableCache } from "./usable-paths.js";

/** Does what the command line says. Errors are told; the process ends with 0, 1 or 2 (cli/report.ts). */
export async function run(): Promise<void> {
  try {
    requireUsableCache(cacheDir());
    await labProgram().parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
    } else {
      process.exitCode = report(saidAsLoaded(error), process.argv.includes("--json"));
    }
  }
}
