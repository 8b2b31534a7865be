import { CommanderError } from "commander";
import { labProgram } from "./program.js";
import { report } from "./report.js";

try {
  await labProgram().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    process.exitCode = report(error, process.argv.includes("--json"));
  }
}
