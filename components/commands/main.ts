import { setTimeout } from "node:timers/promises";
import { BugError, LabError } from "../../lib/errors.js";
import { exec } from "../../lib/exec.js";
import { kubectl } from "../../tools/kubectl.js";
import { ensureNetwork } from "../provider/kind-network.js";
import { locate } from "../../tools/locate.js";
import { versionsOfStack } from "../../tools/of-stack.js";
import { doAction, undoAction, type ActionInput } from "./action.js";
import { loadImages, type LoadInput } from "./load-images.js";
import { meshGate, type GateInput } from "./mesh-gate.js";
import type { CommandWorld } from "./world.js";

/** The machine as it is. */
const world: CommandWorld = {
  exec,
  kubectl,
  locate: async (tool, stack) => locate(tool, { versions: await versionsOfStack(stack) }),
  say: (line) => {
    process.stderr.write(`${line}\n`);
  },
  now: Date.now,
  sleep: setTimeout,
};

/** Runs one of the programs and gives its result; there is none where it is undefined. */
function run(program: string, verb: string, input: unknown): Promise<unknown> {
  switch (`${program} ${verb}`) {
    case "action do":
      return doAction(world, input as ActionInput);
    case "action undo":
      return undoAction(world, input as ActionInput);
    case "kind-network do":
      return ensureNetwork(world.exec);
    case "load-images do":
      return loadImages(world, input as LoadInput);
    case "mesh-gate do":
      return meshGate(world, input as GateInput);
    default:
      throw new BugError("unknown-program", `There is no program "${program} ${verb}".`);
  }
}

/** What a resource made by `labCommand` runs. The input is in the environment, as `delete` gets nothing else. */
async function main([program = "", verb = ""]: readonly string[]): Promise<void> {
  const result = await run(program, verb, JSON.parse(process.env["LAB_COMMAND"] ?? "{}"));
  if (result !== undefined) process.stdout.write(`${JSON.stringify(result)}\n`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof LabError)) throw error;
  world.say(error.message);
  if (error.next !== undefined) world.say(`  next: ${error.next}`);
  process.exitCode = 1;
}
