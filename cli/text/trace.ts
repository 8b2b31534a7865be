import type { Trace } from "../../checks/jaeger.js";
import { REQUEST_ID_TAG } from "../../checks/jaeger.js";
import { barOf, lengthOf, waterfall, type Fall } from "../../app/traces/waterfall.js";
import { tableOf, type Output } from "../terminal/output.js";

/** So many signs wide are the bars. */
const WIDTH = 24;

/** What says nothing in a name within the cluster, and takes the room of the bars. */
const CLUSTER_DOMAIN = ".svc.cluster.local";

/**
 * Prints a trace as a waterfall: who did what, when after its begin, and how long it took.
 * @param verbose whether each span has its tags below it
 */
export function printTrace(output: Output, trace: Trace, verbose: boolean): void {
  const whole = lengthOf(trace);
  const falls = waterfall(trace);
  const services = new Set(trace.spans.map(({ service }) => service)).size;
  const id = trace.spans.map(({ tags }) => tags[REQUEST_ID_TAG]).find((each) => each !== undefined);
  output.print(output.paint("bold", `trace ${trace.id}`));
  output.print(
    [
      timeOf(trace),
      counted(trace.spans.length, "span"),
      counted(services, "service"),
      took(whole),
      ...(id === undefined ? [] : [`request ${id}`]),
    ].join(" · "),
  );
  const rows = falls.map((fall) => [
    "  ".repeat(fall.depth) + fall.span.service,
    fall.span.operation.replace(CLUSTER_DOMAIN, ""),
    fall.span.tags["span.kind"] ?? "",
    `+${took(fall.offsetUs)}`,
    barOf(fall, whole, WIDTH).padEnd(WIDTH),
    took(fall.span.durationUs),
    statusOf(fall),
  ]);
  tableOf(rows).forEach((line, place) => {
    const fall = falls[place];
    output.print(fall?.failed === true ? output.paint("red", line) : line);
    if (verbose && fall !== undefined) printTags(output, fall);
  });
}

function printTags(output: Output, { depth, span }: Fall): void {
  for (const [name, value] of Object.entries(span.tags).sort())
    output.print(output.paint("dim", `${"  ".repeat(depth + 2)}${name}: ${value}`));
}

const statusOf = ({ status, failed, span }: Fall): string => {
  const flags = span.tags["response_flags"];
  const told = flags === undefined || flags === "-" ? [] : [flags];
  return [...(status === undefined ? [] : [status]), ...told, ...(failed ? ["error"] : [])].join(
    " ",
  );
};

const timeOf = ({ spans: [first] }: Trace): string =>
  new Date((first?.startUs ?? 0) / 1000).toLocaleString("sv-SE");

const counted = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? "" : "s"}`;

const took = (us: number): string => `${(us / 1000).toFixed(2)} ms`;
