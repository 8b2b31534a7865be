import { CommanderError } from "commander";
import { settleEnvironment } from "../lib/environment.js";
import { cacheDir } from "../lib/paths.js";
import { labProgram } from "./program.js";
import { report } from "./report.js";
import { requireUsableCache } from "./usable-paths.js";

settleEnvironment();

// `lab steps | head` closes the pipe early: what runs goes on, and nothing more is written
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

try {
  requireUsableCache(cacheDir());
  await labProgram().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    process.exitCode = report(error, process.argv.includes("--json"));
  }
}
