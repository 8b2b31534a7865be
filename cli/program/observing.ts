import { InvalidArgumentError, Option, type Command } from "commander";
import { LEVELS, type Level } from "../../checks/calls/graph.js";
import type { Output } from "../terminal/output.js";
import { json, week, type Flags } from "./options.js";

type DashboardFlags = Flags & {
  readonly var: readonly string[];
  readonly last?: number;
  readonly out?: string;
  readonly png?: boolean;
};

type TraceFlags = Flags & {
  readonly service?: string;
  readonly requestId?: string;
  readonly last: number;
  readonly force?: boolean;
  readonly verbose?: boolean;
};

type GraphFlags = Flags & {
  readonly namespace?: string;
  readonly last?: number;
  readonly by: Level;
  readonly out?: string;
};

/** What shows what a lab has measured: pictures of its Prometheus, waterfalls of its Jaeger. */
export function addObserving(program: Command, output: Output): void {
  program
    .command("dashboard")
    .description("draw a dashboard from the lab's Prometheus as a page")
    .argument("[name]", "such as istio-mesh; default: list them")
    .addOption(
      new Option("--var <name=value>", "a variable of it; again for another value or variable")
        .argParser((text: string, before: readonly string[]) => [...before, text])
        .default([], "as Grafana chooses"),
    )
    .addOption(last("the dashboard's own"))
    .option("--out <file>", "the page; default: dashboard-<name>.html in this folder")
    .option("--png", "a picture of the page besides, by a browser of this machine")
    .addOption(week())
    .addOption(json())
    .action(async (name: string | undefined, flags: DashboardFlags) => {
      const { dashboard } = await import("../commands/dashboard.js");
      await dashboard(name, flags, output);
    });
  program
    .command("graph")
    .description("show who calls whom in the mesh, how often and how well, and draw it")
    .option("-n, --namespace <name>", "only calls of this namespace; default: all")
    .addOption(last("60s"))
    .addOption(new Option("--by <what>", "what is one party").choices(LEVELS).default("workload"))
    .option("--out <file>", "the picture; default: graph.svg in this folder")
    .addOption(week())
    .addOption(json())
    .action(async (flags: GraphFlags) => {
      const { graph } = await import("../commands/graph.js");
      await graph(flags, output);
    });
  program
    .command("trace")
    .description("show the newest trace of a request as a waterfall")
    .option("--force", "send a request that is traced in any case, and show it")
    .option("--request-id <id>", "the trace of this request")
    .option("--service <name>", "of a request that this service saw; default: the gateway")
    .addOption(new Option("--last <count>", "so many traces").argParser(count).default(1))
    .option("--verbose", "show the tags of each span")
    .addOption(week())
    .addOption(json())
    .action(async (flags: TraceFlags) => {
      const { trace } = await import("../commands/trace.js");
      await trace(flags, output);
    });
}

const last = (byDefault: string): Option =>
  new Option("--last <time>", `how far back, such as 15m; default: ${byDefault}`).argParser(
    seconds,
  );

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };
const DAY_S = 86_400;

/** @throws InvalidArgumentError for anything but a time of 15 s to a day. */
function seconds(text: string): number {
  const [, number, unit = ""] = /^(\d+)([smh])$/.exec(text) ?? [];
  const value = Number(number) * (SECONDS[unit] ?? 1);
  if (value >= 15 && value <= DAY_S) return value;
  throw new InvalidArgumentError("It must be a time such as 60s, 15m or 2h: 15 s to a day.");
}

/** @throws InvalidArgumentError for anything but 1 to 100. */
function count(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 100) return value;
  throw new InvalidArgumentError("It must be a whole number, 1 to 100.");
}
