import { Option, type Command } from "commander";
import type { Output } from "../terminal/output.js";
import { agree, json, week, yes, type Flags } from "./options.js";

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
    .command("unlock")
    .description("take away the lock of a run that ended where this machine can't look")
    .argument("[week]", "default: the week last brought up")
    .addOption(agree())
    .action(async (id: string | undefined, flags: Flags) => {
      const { unlock } = await import("../commands/unlock.js");
      await unlock(id, yes(flags), output);
    });
  program
    .command("test")
    .description("run the lab's own tests: unit, then engine")
    .option("--bed", "then those with real traffic as well, on kind; see ./lab bed")
    .addOption(
      new Option(
        "--quick",
        "without the walks through whole weeks; otherwise one of them is run, another one each time",
      ).conflicts("all"),
    )
    .option("--all", "with all walks, which take most of an hour")
    .action(
      async ({ bed = false, quick, all }: Partial<Record<"bed" | "quick" | "all", boolean>>) => {
        const { test } = await import("../commands/test.js");
        await test({ bed, walks: quick ? "none" : all ? "all" : "one" }, output);
      },
    );
  program
    .command("env")
    .description('print what a shell needs for plain pulumi: eval "$(./lab env)"')
    .argument("[week]", "for this week alone; also points KUBECONFIG at its cluster")
    .action(async (id: string | undefined) => {
      const { env } = await import("../commands/env.js");
      await env(id, output);
    });
  addConfig(program.command("config").description("what a week's lab is made with"), output);
  addBed(
    program.command("bed").description("a Docker engine and all images, from package registries"),
    output,
  );
  addCache(
    program.command("cache").description("caches of image registries that outlive the labs"),
    output,
  );
}

function addConfig(config: Command, output: Output): void {
  config
    .command("list", { isDefault: true })
    .description("list the keys with their values")
    .addOption(week())
    .addOption(json())
    .action(async (flags: Flags) => {
      const { configList } = await import("../commands/config.js");
      await configList(flags, output);
    });
  config
    .command("set")
    .description("set a key; the next up goes by it")
    .argument("<key>")
    .argument("<value>")
    .addOption(week())
    .action(async (key: string, value: string, flags: Flags) => {
      const { configSet } = await import("../commands/config.js");
      await configSet(key, value, flags, output);
    });
  config
    .command("rm")
    .description("go back to a key's default")
    .argument("<key>")
    .addOption(week())
    .action(async (key: string, flags: Flags) => {
      const { configRemove } = await import("../commands/config.js");
      await configRemove(key, flags, output);
    });
}

function addBed(bed: Command, output: Output): void {
  bed
    .command("up")
    .description("start or install a Docker engine and make the images of the labs")
    .argument(
      "[weeks...]",
      "make those of these weeks; default: of all on the versions of the study",
    )
    .addOption(agree())
    .action(async (ids: readonly string[], flags: Flags) => {
      const { bedUp } = await import("../commands/bed.js");
      await bedUp(ids, yes(flags), output);
    });
  bed
    .command("status")
    .description("show the engine, and what each image really is")
    .addOption(json())
    .action(async (flags: Flags) => {
      const { bedStatus } = await import("../commands/bed.js");
      await bedStatus(flags, output);
    });
  bed
    .command("down")
    .description("end the engine that the bed started; the images stay in the cache")
    .option("--purge", "delete the cached images as well")
    .addOption(agree())
    .action(async (flags: Flags) => {
      const { bedDown } = await import("../commands/bed.js");
      await bedDown({ ...flags, ...yes(flags) }, output);
    });
}

function addCache(cache: Command, output: Output): void {
  cache
    .command("up")
    .description("start a pull-through cache for each registry")
    .action(async () => {
      const { cacheUp } = await import("../commands/cache.js");
      await cacheUp(output);
    });
  cache
    .command("status")
    .description("show the caches and what they hold")
    .addOption(json())
    .action(async (flags: Flags) => {
      const { cacheStatus } = await import("../commands/cache.js");
      await cacheStatus(flags, output);
    });
  cache
    .command("down")
    .description("remove the caches; what they hold stays")
    .option("--purge", "delete what they hold as well")
    .addOption(agree())
    .action(async (flags: Flags) => {
      const { cacheDown } = await import("../commands/cache.js");
      await cacheDown({ ...flags, ...yes(flags) }, output);
    });
}
