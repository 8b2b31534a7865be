import { settleEnvironment } from "../lib/environment.js";
import { saidAsLoaded } from "../labs/mistake.js";
import { report } from "./report.js";

settleEnvironment();

// `lab steps | head` closes the pipe early: what runs goes on, and nothing more is written
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

try {
  // only now: some packages look at the environment as they are loaded
  await (await import("./run.js")).run();
} catch (error) {
  // a week is looked at as it is loaded, before any command runs
  process.exitCode = report(saidAsLoaded(error), process.argv.includes("--json"));
}
