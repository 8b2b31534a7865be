import { Option, type Command } from "commander";
import type { Output } from "../terminal/output.js";
import { json, target, type Flags } from "./options.js";

/** What needs no lab: weeks, steps, their objects and differences. */
export function addLearning(program: Command, output: Output): void {
  program
    .command("weeks")
    .description("list the weeks of the study")
    .addOption(json())
    .action(async (flags: Flags) => {
      const { weeks } = await import("../commands/weeks.js");
      await weeks(flags, output);
    });
  program
    .command("steps")
    .description("list the steps of a week")
    .argument("[week]")
    .addOption(json())
    .action(async (id: string | undefined, flags: Flags) => {
      const { steps } = await import("../commands/weeks.js");
      await steps(id, flags, output);
    });
  program
    .command("show")
    .description("show a step: lesson, commands to try, objects that change")
    .argument("[step]", "a step such as 1.57; default: the one the lab stands at")
    .addOption(json())
    .action(async (step: string | undefined, flags: Flags) => {
      const { show } = await import("../commands/show.js");
      await show(step, flags, output);
    });
  program
    .command("new-week")
    .description("make the skeleton of a week of your own: two steps that pass the tests")
    .argument("<name>", "week and a number that none has yet, such as week9")
    .action(async (name: string) => {
      const { newWeek } = await import("../commands/new-week.js");
      await newWeek(name, output);
    });
  program
    .command("objects")
    .description("print the rendered objects of a week at a step; needs no cluster")
    .option("--part <name>", "only those of a part, such as istio or catalog")
    .option("--kind <kind>", "only those of a kind, such as VirtualService")
    .option("--name <text>", "only those with this in their name")
    .option("--changed", "only what the step makes or changes")
    .argument("[week]")
    .option("--step <step>", "default: the week's base lab")
    .addOption(target())
    .addOption(new Option("-o, --output <format>").choices(["yaml", "json"]).default("yaml"))
    .action(async (id: string | undefined, flags: Flags) => {
      const { objects } = await import("../commands/objects.js");
      await objects(id, flags, output);
    });
  program
    .command("diff")
    .description("show what differs between two steps, or two weeks; needs no cluster")
    .argument("<from>", "a week, or the week of the two steps that follow")
    .argument("[to...]", "two steps of that week, or another week")
    .addOption(target())
    .addOption(json())
    .action(async (from: string, to: string[], flags: Flags) => {
      const { diff } = await import("../commands/diff.js");
      await diff(from, to, flags, output);
    });
  program
    .command("images")
    .description("list the images that a week's objects name")
    .argument("[week]")
    .option("--step <step>", "default: the week's base lab")
    .addOption(json())
    .action(async (id: string | undefined, flags: Flags) => {
      const { images } = await import("../commands/objects.js");
      await images(id, flags, output);
    });
}
