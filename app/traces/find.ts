import type { HttpRequest } from "../../labs/http-requests.js";
import type { Week } from "../../labs/week.js";
import { ToolError, UsageError } from "../../lib/errors.js";
import { didYouMean } from "../../lib/suggest.js";
import { waitFor, type WaitOptions } from "../../lib/wait.js";
import { traceOfRequest } from "../../checks/forced-trace.js";
import type { Jaeger, Trace } from "../../checks/jaeger.js";

/** Whose traces are shown where nobody says: the way of all requests into the mesh. */
const GATEWAY = "istio-ingressgateway";

/** A proxy tells Jaeger of its spans every 5 s: so long a trace is waited for, and so long it may still grow, in ms. */
const APPEARS_MS = 30_000;
const GROWS_MS = 6_000;
const POLL_MS = 1_000;

/**
 * The newest traces that went through a service, the newest first.
 * @param named the service, or the start of its name. Undefined: the gateway.
 * @throws UsageError `no-trace` where Jaeger has none, `unknown-service`
 */
export async function newestTraces(
  jaeger: Jaeger,
  named: string | undefined,
  count: number,
): Promise<Trace[]> {
  const services = await jaeger.services();
  const service = serviceIn(services, named);
  const traces = service === undefined ? [] : await jaeger.traces({ service, limit: count });
  if (traces.length > 0) return traces;
  throw new UsageError(
    "no-trace",
    `Jaeger has no trace of ${service ?? "any request"} of the last hour: only some requests are traced.`,
    { next: "./lab trace --force (sends one that is traced in any case)" },
  );
}

function serviceIn(services: readonly string[], named: string | undefined): string | undefined {
  const found = services.find((name) => name.startsWith(named ?? GATEWAY));
  if (found !== undefined || named === undefined) return found;
  throw new UsageError(
    "unknown-service",
    `Jaeger knows no service "${named}".${didYouMean(named, services)} Services: ${services.join(", ") || "none"}.`,
    { next: "./lab trace" },
  );
}

/** The trace of a request. @throws UsageError `no-trace` */
export async function requestTrace(jaeger: Jaeger, id: string): Promise<Trace> {
  const trace = await traceOfRequest(id, GATEWAY, jaeger);
  if (trace !== undefined) return trace;
  throw new UsageError("no-trace", `Jaeger has no trace of the request "${id}".`, {
    next: "./lab trace (the newest one)",
  });
}

/**
 * The trace of a request that was sent just now, as soon as it grows no more.
 * @throws ToolError `no-trace` where it never comes
 */
export async function comingTrace(
  jaeger: Jaeger,
  id: string,
  clock: Pick<WaitOptions, "sleep" | "now"> = {},
): Promise<Trace> {
  const { now = Date.now } = clock;
  let seen: { readonly trace: Trace | undefined; readonly since: number } | undefined;
  const look = async (): Promise<Trace | undefined> => {
    const trace = await traceOfRequest(id, GATEWAY, jaeger);
    const isSame = seen !== undefined && trace?.spans.length === seen.trace?.spans.length;
    seen = { trace, since: isSame ? (seen?.since ?? 0) : now() };
    return now() - seen.since >= GROWS_MS ? trace : undefined;
  };
  const whole = await waitFor(look, { limitMs: APPEARS_MS, pauseMs: POLL_MS, ...clock });
  const trace = whole ?? seen?.trace;
  if (trace !== undefined) return trace;
  throw new ToolError(
    "no-trace",
    `Jaeger has no trace of the request ${id} after ${APPEARS_MS / 1000} s.`,
    { next: "./lab status (whether Jaeger is ready)" },
  );
}

/**
 * What a week's learner asks of the lab: the request of the step's loop, or of the first one.
 * @throws UsageError `no-loop` for a week without one
 */
export function requestOf({ id, loops = [] }: Week, step: string): HttpRequest {
  const loop = loops.find(({ steps }) => steps.some((each) => each === step)) ?? loops[0];
  if (loop !== undefined) return loop.request;
  throw new UsageError("no-loop", `${id} has no request of its own that could be traced.`, {
    next: "curl -H 'x-envoy-force-trace: true' …, then ./lab trace",
  });
}
