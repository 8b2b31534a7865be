import { Command } from "commander";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../lib/paths.js";
import { terminal, type Output } from "../terminal/output.js";
import { addChanging } from "./changing.js";
import { addLearning } from "./learning.js";
import { addLooking } from "./looking.js";
import { addMachine } from "./machine.js";
import { addObserving } from "./observing.js";

const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  readonly version: string;
};

/**
 * The commands of `lab`. Each loads its own code only when it runs: `lab steps` must not wait for Pulumi.
 */
export function labProgram(output: Output = terminal): Command {
  const program = new Command("lab")
    .description("Stands up the labs of a hands-on study of Istio in Action.")
    .version(manifest.version)
    .option("--context <name>", "the Docker context to use, as docker's own --context does")
    .hook("preAction", async (command) => {
      const { context } = command.opts<{ readonly context?: string }>();
      if (context === undefined) return;
      const { takeContext } = await import("../../app/stack/recorded-engine.js");
      takeContext(context);
    })
    .showSuggestionAfterError()
    .showHelpAfterError("(./lab --help shows all commands)")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        output.print(text.trimEnd());
      },
      writeErr: (text) => {
        output.say(text.trimEnd());
      },
    });
  addLearning(program, output);
  addChanging(program, output);
  addLooking(program, output);
  addObserving(program, output);
  addMachine(program, output);
  return program;
}
