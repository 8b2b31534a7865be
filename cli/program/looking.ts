import { InvalidArgumentError, Option, type Command } from "commander";
import type { Output } from "../terminal/output.js";
import { agree, json, week, yes, type Flags } from "./options.js";

type CheckFlags = Flags & {
  readonly through?: string;
  readonly from?: string;
  readonly junit?: string;
  readonly verbose?: boolean;
};

type LoadFlags = Flags & { readonly for: number };
type LoadRunFlags = Flags & { readonly out?: string };

/** What looks at a lab that stands, and what feeds it. */
export function addLooking(program: Command, output: Output): void {
  program
    .command("check")
    .description("check that a step really works")
    .argument("[step]", "or a week; default: all that must hold at the step the lab stands at")
    .option("--through <step>", "walk the week: go to each step up to this one and check it")
    .addOption(new Option("--from <step>", "where the walk starts; default: the first step"))
    .option("--junit <file>", "write the results of the walk as JUnit XML")
    .option("--verbose", "show what was asked and the whole answer where a check fails")
    .addOption(week())
    .addOption(agree())
    .addOption(json())
    .action(async (step: string | undefined, flags: CheckFlags) => {
      const { check } = await import("../commands/check.js");
      await check(step, { ...flags, ...yes(flags) }, output);
    });
  addLoad(
    program.command("load").description("the week's loops of requests, and its runs of fortio"),
    output,
  );
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
      const { urls } = await import("../commands/urls.js");
      await urls(id, flags, output);
    });
}

/** Longest run of a loop, in minutes, where nothing else is asked for. */
const LOAD_MINUTES = 30;

function addLoad(load: Command, output: Output): void {
  addLoadRun(load, output);
  load
    .command("start")
    .description("start a loop in the background")
    .argument("[name]", "default: the loop of the step the lab stands at")
    .addOption(
      new Option("--for <minutes>", "ends by itself after this time")
        .argParser(minutes)
        .default(LOAD_MINUTES),
    )
    .addOption(week())
    .action(async (name: string | undefined, flags: LoadFlags) => {
      const { loadStart } = await import("../commands/load.js");
      await loadStart(name, flags, output);
    });
  load
    .command("list")
    .description("list the week's loops, with what the running ones have counted")
    .addOption(week())
    .addOption(json())
    .action(async (flags: Flags) => {
      const { loadList } = await import("../commands/load.js");
      await loadList(flags, output);
    });
  load
    .command("stop")
    .description("stop a loop")
    .argument("[name]", "default: all that run")
    .addOption(week())
    .action(async (name: string | undefined, flags: Flags) => {
      const { loadStop } = await import("../commands/load.js");
      await loadStop(name, flags, output);
    });
}

function addLoadRun(load: Command, output: Output): void {
  load
    .command("run")
    .description("make a step's run of fortio: a table, and a histogram as a picture")
    .argument("[step]", "default: the step the lab stands at")
    .option("--out <file>", "the picture; default: load-<step>-<run>.svg in this folder")
    .addOption(week())
    .addOption(json())
    .action(async (step: string | undefined, flags: LoadRunFlags) => {
      const { loadRun } = await import("../commands/load-run.js");
      await loadRun(step, flags, output);
    });
}

/** @throws InvalidArgumentError for anything but a whole number of minutes, 1 to a day. */
function minutes(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 24 * 60) return value;
  throw new InvalidArgumentError("It must be a whole number of minutes, 1 to 1440.");
}
