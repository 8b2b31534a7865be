import { sendTraced } from "../../checks/forced-trace.js";
import { jaegerAt, type Jaeger, type Trace } from "../../checks/jaeger.js";
import { UsageError } from "../../lib/errors.js";
import { stepOf, type Lab } from "../../app/lab/lab.js";
import { openServer, type Server } from "../../app/observe/server.js";
import { weekMeant } from "../../app/stack/session.js";
import { comingTrace, newestTraces, requestOf, requestTrace } from "../../app/traces/find.js";
import { callerAt } from "../caller.js";
import { printTrace } from "../text/trace.js";
import { printJson, type Output } from "../terminal/output.js";

export interface TraceFlags {
  readonly week?: string;
  readonly json?: boolean;
  /** A service that the traces went through, or the start of its name. Default: the gateway. */
  readonly service?: string;
  /** The trace of this request. */
  readonly requestId?: string;
  /** So many traces, the newest. */
  readonly last: number;
  /** Sends a request first, which is traced in any case, and shows that one. */
  readonly force?: boolean;
  /** Each span has its tags below it. */
  readonly verbose?: boolean;
}

/**
 * `lab trace`: the newest trace in the lab's Jaeger as a waterfall.
 * @throws UsageError `bad-trace-flags`, `not-up`, `no-traces` on kwok, `not-published`, `no-trace`, `unknown-service`
 * @throws ToolError `jaeger-silent`, `not-traced`, `no-trace`
 */
export async function trace(flags: TraceFlags, output: Output): Promise<void> {
  refuseMixed(flags);
  const week = await weekMeant(flags.week);
  const { lab, ...server } = await openServer(week, "Jaeger", callerAt(output));
  const traces = await tracesFor(flags, lab, server, output);
  if (flags.json === true) {
    printJson(output, traces);
    return;
  }
  traces.forEach((each, place) => {
    if (place > 0) output.print("");
    printTrace(output, each, flags.verbose === true);
  });
}

async function tracesFor(
  flags: TraceFlags,
  lab: Lab,
  { at, http }: Server,
  output: Output,
): Promise<Trace[]> {
  const jaeger: Jaeger = jaegerAt(at, http);
  if (flags.force === true) {
    const id = await sendTraced(requestOf(lab.week, stepOf(lab)), http);
    output.say(`Request ${id} was sent; Jaeger has it in a few seconds.`);
    return [await comingTrace(jaeger, id)];
  }
  if (flags.requestId !== undefined) return [await requestTrace(jaeger, flags.requestId)];
  return newestTraces(jaeger, flags.service, flags.last);
}

/** @throws UsageError `bad-trace-flags` */
function refuseMixed({ service, requestId, force, last }: TraceFlags): void {
  const chosen = [
    ...(force === true ? ["--force"] : []),
    ...(requestId === undefined ? [] : ["--request-id"]),
    ...(service === undefined && last === 1 ? [] : ["--service and --last"]),
  ];
  if (chosen.length <= 1) return;
  throw new UsageError("bad-trace-flags", `Only one of ${chosen.join(", ")} goes at a time.`, {
    next: "./lab trace --force",
  });
}
