import type { Command } from "commander";
import { UsageError } from "../../lib/errors.js";
import type { Output } from "../terminal/output.js";
import { agree, json, target, week, yes, type Flags } from "./options.js";

/** What changes a lab. */
export function addChanging(program: Command, output: Output): void {
  program
    .command("up")
    .description("make a week's lab, or mend it")
    .argument("<week>")
    .option("--step <step>", "default: where the lab was, or the week's base lab")
    .addOption(target())
    .option("--replace <week>", "take this week down first where it has the same ports")
    .addOption(agree())
    .action(async (id: string, flags: Flags & { readonly replace?: string }) => {
      const { up } = await import("../commands/up.js");
      await up(id, { ...flags, ...yes(flags) }, output);
    });
  for (const [name, text] of [
    ["next", "go one step on"],
    ["prev", "go one step back"],
  ] as const) {
    program
      .command(name)
      .description(text)
      .addOption(week())
      .addOption(agree())
      .action(async (flags: Flags) => {
        const commands = await import("../commands/step.js");
        await commands[name]({ ...flags, ...yes(flags) }, output);
      });
  }
  program
    .command("goto")
    .description("go to a step")
    .argument("<step>")
    .addOption(week())
    .addOption(agree())
    .action(async (step: string, flags: Flags) => {
      const { goTo } = await import("../commands/step.js");
      await goTo(step, { ...flags, ...yes(flags) }, output);
    });
  program
    .command("reset")
    .description("throw the cluster away and make it again")
    .argument("[week]")
    .option("--step <step>", "default: the step the lab stands at")
    .addOption(agree())
    .action(async (id: string | undefined, flags: Flags) => {
      const { reset } = await import("../commands/down.js");
      await reset(id, { ...flags, ...yes(flags) }, output);
    });
  const certs = program
    .command("certs")
    .description("list a lab's certificates, or make new ones")
    .addOption(week())
    .addOption(json())
    .action(async (flags: Flags) => {
      const { certsList } = await import("../commands/certs.js");
      await certsList(flags, output);
    });
  certs
    .command("renew")
    .description("make all certificates of a lab anew, with their authorities")
    .addOption(week())
    .addOption(agree())
    .action(async (flags: Flags) => {
      const { certsRenew } = await import("../commands/certs.js");
      await certsRenew({ ...flags, ...yes(flags) }, output);
    });
  program
    .command("down")
    .description("remove a lab with all that it made")
    .argument("[week]")
    .option("--orphans", "end what any checkout on this machine left, and no lab knows any more")
    .addOption(agree())
    .action(async (id: string | undefined, flags: Flags & { readonly orphans?: boolean }) => {
      if (flags.orphans === true) {
        if (id !== undefined) throw orphansOfWeek(id);
        const { downOrphans } = await import("../commands/orphans.js");
        await downOrphans(yes(flags), output);
        return;
      }
      const { down } = await import("../commands/down.js");
      await down(id, yes(flags), output);
    });
}

const orphansOfWeek = (week: string): UsageError =>
  new UsageError(
    "orphans-of-week",
    `--orphans is for what no lab knows, of all weeks; "${week}" names one.`,
    { next: `./lab down ${week}, or ./lab down --orphans` },
  );
