import { resolve } from "node:path";
import { askCalls, LAST_S } from "../../checks/calls/ask.js";
import { callsOf, type Call, type Level } from "../../checks/calls/graph.js";
import { prometheusAt } from "../../checks/prometheus.js";
import { UsageError } from "../../lib/errors.js";
import { callPicture } from "../../app/calls/picture.js";
import { errorsOf, isBad, mtlsOf, rateOf } from "../../app/calls/words.js";
import { stepOf } from "../../app/lab/lab.js";
import { writePicture } from "../../app/load/picture.js";
import { openServer } from "../../app/observe/server.js";
import { weekMeant } from "../../app/stack/session.js";
import { callerAt } from "../caller.js";
import { printJson, tableOf, type Output } from "../terminal/output.js";

export interface GraphFlags {
  readonly week?: string;
  readonly json?: boolean;
  /** Only calls that something in this namespace takes part in. Default: all. */
  readonly namespace?: string;
  /** How far back calls are counted, in s. Default: a minute. */
  readonly last?: number;
  readonly by: Level;
  /** The file of the picture. Default: `graph.svg` where the terminal stands. */
  readonly out?: string;
}

/**
 * `lab graph`: who calls whom in the mesh, how often, with which errors, and whether by mutual TLS.
 * @throws UsageError `not-up`, `no-metrics` on kwok, `not-published`, `no-calls`
 * @throws ToolError `prometheus-silent`, `prometheus-refused`, `picture-not-written`
 */
export async function graph(flags: GraphFlags, output: Output): Promise<void> {
  const week = await weekMeant(flags.week);
  const { lab, at, http } = await openServer(week, "Prometheus", callerAt(output));
  const { by, namespace, last: lastS = LAST_S } = flags;
  const all = await askCalls(prometheusAt(at, http), { lastS, level: by });
  const calls = namespace === undefined ? all : callsOf(all, namespace);
  if (calls.length === 0) throw noCalls(lastS, namespace);
  const file = resolve(flags.out ?? "graph.svg");
  const where = namespace === undefined ? "all namespaces" : `namespace ${namespace}`;
  const title = `Who calls whom: ${week.id}, step ${stepOf(lab)}`;
  const about = `${where}, by ${by}, the ${lastS} s before ${new Date().toLocaleString("sv-SE")}`;
  await writePicture(file, await callPicture(calls, title, about), "./lab graph");
  if (flags.json === true) {
    printJson(output, { week: week.id, step: stepOf(lab), lastS, by, calls, file });
    return;
  }
  printCalls(output, calls);
  output.print(`Picture: ${file}`);
}

function printCalls(output: Output, calls: readonly Call[]): void {
  const rows = calls.map((call) => [
    ...[call.from.id, call.to.id, call.protocol, rateOf(call), errorsOf(call), mtlsOf(call)],
    Object.entries(call.codes)
      .sort()
      .map(([code, rate]) => `${code}: ${((100 * rate) / call.rate).toFixed(1)} %`)
      .join(", "),
  ]);
  const head = ["from", "to", "protocol", "rate", "errors", "mutual TLS", "answers"];
  tableOf([head, ...rows]).forEach((line, place) => {
    const call = calls[place - 1];
    output.print(call !== undefined && isBad(call) ? output.paint("red", line) : line);
  });
}

const noCalls = (lastS: number, namespace: string | undefined): UsageError =>
  new UsageError(
    "no-calls",
    `Prometheus knows of no call in the last ${lastS} s${namespace === undefined ? "" : ` in the namespace ${namespace}`}.`,
    { next: "./lab load start, and again after a minute: Prometheus looks every 15 s" },
  );
