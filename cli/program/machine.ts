import type { Command } from "commander";
import type { Output } from "../output.js";
import { json, type Flags } from "./options.js";

/** What looks after the machine: its tools, images and the lab's own tests. */
export function addMachine(program: Command, output: Output): void {
  program
    .command("doctor")
    .description("look at the machine: tools, disk, Docker")
    .addOption(json())
    .action(async (flags: Flags) => {
      const { doctor } = await import("../commands/doctor.js");
      await doctor(flags, output);
    });
  program
    .command("test")
    .description("run the lab's own tests: unit, then engine")
    .action(async () => {
      const { test } = await import("../commands/test.js");
      await test(output);
    });
  program
    .command("env")
    .description('print what a shell needs for plain pulumi: eval "$(./lab env)"')
    .argument("[week]", "also points KUBECONFIG at this week's cluster")
    .action(async (id: string | undefined) => {
      const { env } = await import("../commands/env.js");
      await env(id, output);
    });
}
