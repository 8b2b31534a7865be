import type { Command } from "commander";
import type { Output } from "../output.js";
import { json, week, type Flags } from "./options.js";

/** What looks at a lab that stands. */
export function addLooking(program: Command, output: Output): void {
  program
    .command("check")
    .description("check that a step really works")
    .argument("[step]", "default: all that must hold at the step the lab stands at")
    .addOption(week())
    .addOption(json())
    .action(async (step: string | undefined, flags: Flags) => {
      const { check } = await import("../commands/check.js");
      await check(step, flags, output);
    });
  program
    .command("status")
    .description("show which labs stand, where, and how their workloads are")
    .argument("[week]")
    .addOption(json())
    .action(async (id: string | undefined, flags: Flags) => {
      const { status } = await import("../commands/status.js");
      await status(id, flags, output);
    });
  program
    .command("urls")
    .description("list the pages of a lab")
    .argument("[week]")
    .addOption(json())
    .action(async (id: string | undefined, flags: Flags) => {
      const { urls } = await import("../commands/status.js");
      await urls(id, flags, output);
    });
}
