import { Command, Option } from "commander";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { terminal, type Output } from "./output.js";
import type { Target } from "../labs/objects.js";

const manifest = JSON.parse(readFileSync(join(import.meta.dirname, "../package.json"), "utf8")) as {
  readonly version: string;
};

interface Flags {
  readonly json?: boolean;
  readonly yes?: boolean;
  readonly step?: string;
  readonly target?: Target;
  readonly week?: string;
  readonly output?: "yaml" | "json";
}

const yes = (flags: Flags): { readonly yes: boolean } => ({ yes: flags.yes === true });

/**
 * The commands of `lab`. Each loads its own code only when it runs: `lab steps` must not wait for Pulumi.
 */
export function labProgram(output: Output = terminal): Command {
  const program = new Command("lab")
    .description("Stands up the labs of a hands-on study of Istio in Action.")
    .version(manifest.version)
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
  return program;
}

const json = (): Option => new Option("--json", "print data for machines");
const agree = (): Option => new Option("-y, --yes", "answer every question with yes");
const target = (): Option =>
  new Option("--target <target>", "where the lab runs").choices(["kind", "kwok"]);

/** What needs no lab: weeks, steps, their objects and differences. */
function addLearning(program: Command, output: Output): void {
  program
    .command("weeks")
    .description("list the weeks of the study")
    .addOption(json())
    .action(async (flags: Flags) => {
      const { weeks } = await import("./commands/weeks.js");
      await weeks(flags, output);
    });
  program
    .command("steps")
    .description("list the steps of a week")
    .argument("[week]")
    .addOption(json())
    .action(async (week: string | undefined, flags: Flags) => {
      const { steps } = await import("./commands/weeks.js");
      await steps(week, flags, output);
    });
  program
    .command("show")
    .description("show a step: lesson, commands to try, objects that change")
    .argument("[step]", "a step such as 1.57; default: the one the lab stands at")
    .addOption(json())
    .action(async (step: string | undefined, flags: Flags) => {
      const { show } = await import("./commands/show.js");
      await show(step, flags, output);
    });
  program
    .command("objects")
    .description("print the rendered objects of a week at a step; needs no cluster")
    .argument("[week]")
    .option("--step <step>", "default: the week's base lab")
    .addOption(target())
    .addOption(new Option("-o, --output <format>").choices(["yaml", "json"]).default("yaml"))
    .action(async (week: string | undefined, flags: Flags) => {
      const { objects } = await import("./commands/objects.js");
      await objects(week, flags, output);
    });
  program
    .command("diff")
    .description("show what differs between two steps, or two weeks; needs no cluster")
    .argument("<from>", "a week, or the week of the two steps that follow")
    .argument("[to...]", "two steps of that week, or another week")
    .addOption(target())
    .addOption(json())
    .action(async (from: string, to: string[], flags: Flags) => {
      const { diff } = await import("./commands/diff.js");
      await diff(from, to, flags, output);
    });
  program
    .command("images")
    .description("list the images that a week's objects name")
    .argument("[week]")
    .option("--step <step>", "default: the week's base lab")
    .addOption(json())
    .action(async (week: string | undefined, flags: Flags) => {
      const { images } = await import("./commands/objects.js");
      await images(week, flags, output);
    });
}

/** What changes a lab. */
function addChanging(program: Command, output: Output): void {
  program
    .command("up")
    .description("make a week's lab, or mend it")
    .argument("<week>")
    .option("--step <step>", "default: where the lab was, or the week's base lab")
    .addOption(target())
    .addOption(agree())
    .action(async (week: string, flags: Flags) => {
      const { up } = await import("./commands/up.js");
      await up(week, { ...flags, ...yes(flags) }, output);
    });
  for (const [name, text] of [
    ["next", "go one step on"],
    ["prev", "go one step back"],
  ] as const) {
    program
      .command(name)
      .description(text)
      .option("--week <week>", "default: the week last brought up")
      .addOption(agree())
      .action(async (flags: Flags) => {
        const commands = await import("./commands/step.js");
        await commands[name]({ ...flags, ...yes(flags) }, output);
      });
  }
  program
    .command("goto")
    .description("go to a step")
    .argument("<step>")
    .option("--week <week>", "default: the week last brought up")
    .addOption(agree())
    .action(async (step: string, flags: Flags) => {
      const { goTo } = await import("./commands/step.js");
      await goTo(step, { ...flags, ...yes(flags) }, output);
    });
  program
    .command("reset")
    .description("throw the cluster away and make it again")
    .argument("[week]")
    .option("--step <step>", "default: the step the lab stands at")
    .addOption(agree())
    .action(async (week: string | undefined, flags: Flags) => {
      const { reset } = await import("./commands/down.js");
      await reset(week, { ...flags, ...yes(flags) }, output);
    });
  program
    .command("down")
    .description("remove a lab with all that it made")
    .argument("[week]")
    .addOption(agree())
    .action(async (week: string | undefined, flags: Flags) => {
      const { down } = await import("./commands/down.js");
      await down(week, yes(flags), output);
    });
}

/** What looks at a lab and its machine. */
function addLooking(program: Command, output: Output): void {
  program
    .command("check")
    .description("check that a step really works")
    .argument("[step]", "default: all that must hold at the step the lab stands at")
    .option("--week <week>", "default: the week last brought up")
    .addOption(json())
    .action(async (step: string | undefined, flags: Flags) => {
      const { check } = await import("./commands/check.js");
      await check(step, flags, output);
    });
  program
    .command("status")
    .description("show which labs stand, where, and how their workloads are")
    .argument("[week]")
    .addOption(json())
    .action(async (week: string | undefined, flags: Flags) => {
      const { status } = await import("./commands/status.js");
      await status(week, flags, output);
    });
  program
    .command("urls")
    .description("list the pages of a lab")
    .argument("[week]")
    .addOption(json())
    .action(async (week: string | undefined, flags: Flags) => {
      const { urls } = await import("./commands/status.js");
      await urls(week, flags, output);
    });
  program
    .command("doctor")
    .description("look at the machine: tools, disk, Docker")
    .addOption(json())
    .action(async (flags: Flags) => {
      const { doctor } = await import("./commands/doctor.js");
      await doctor(flags, output);
    });
  program
    .command("test")
    .description("run the lab's own tests: unit, then engine")
    .action(async () => {
      const { test } = await import("./commands/test.js");
      await test(output);
    });
  program
    .command("env")
    .description('print what a shell needs for plain pulumi: eval "$(./lab env)"')
    .argument("[week]", "also points KUBECONFIG at this week's cluster")
    .action(async (week: string | undefined) => {
      const { env } = await import("./commands/env.js");
      await env(week, output);
    });
}
