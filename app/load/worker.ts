import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { hostClient } from "../../checks/http-client.js";
import { BugError } from "../../lib/errors.js";
import { weekNamed } from "../../stacks/config.js";
import { writeJson } from "../../lib/json-file.js";
import { filesOf } from "./files.js";
import { runLoop } from "./loop.js";

/** The process behind `lab load start`: `worker.ts <week> <folder> <loop> <until>`. */
const [weekId = "", dir = "", name = "", until = ""] = process.argv.slice(2);
const loop = weekNamed(weekId).loops?.find((candidate) => candidate.name === name);
if (loop === undefined) throw new BugError("no-loop", `${weekId} has no loop ${name}.`);
const files = filesOf(dir, name);

await runLoop(loop, Date.parse(until), {
  http: hostClient(),
  now: Date.now,
  pause: sleep,
  print: (line) => void process.stdout.write(`${line}\n`),
  keep: async (counts) => {
    // `load stop` and the end of the lab take the file away
    if (!existsSync(files.run)) return false;
    await writeJson(files.counts, counts);
    return true;
  },
});
