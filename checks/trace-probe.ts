import type { TraceProbe } from "../labs/telemetry-probes.js";
import { sendTraced, traceOfRequest } from "./forced-trace.js";
import type { HttpClient } from "./http-client.js";
import { jaegerAt, type Span, type Trace } from "./jaeger.js";
import { plainly, seenWrong, type Look, type Seen } from "./seen.js";
import { glance } from "./text.js";

/** How long a request's trace is waited for before another one is sent, in ms: a proxy sends its spans every 5 s. */
const AGAIN_MS = 20_000;
/** How long a span may come after the others, in ms. */
const LATE_MS = 7_000;

/** Sends a request that is traced in any case, and looks what Jaeger has of it. */
export function traceLook(
  probe: TraceProbe,
  http: HttpClient,
  now: () => number = () => performance.now(),
): Look {
  const jaeger = jaegerAt(probe.at, http);
  const [service = ""] = probe.spans;
  let sent: { readonly id: string; readonly at: number; wholeAt?: number } | undefined;
  return async () => {
    if (sent === undefined || now() - sent.at > AGAIN_MS)
      sent = { id: await sendTraced(probe.request, http), at: now() };
    const trace = await traceOfRequest(sent.id, service, jaeger);
    if (trace === undefined)
      return seenWrong(plainly(`Jaeger has no trace of the request ${sent.id} yet`));
    const seen = judgeTrace(trace, probe);
    if (!seen.holds || probe.lacks === undefined) return seen;
    sent.wholeAt ??= now();
    if (now() - sent.wholeAt >= LATE_MS) return seen;
    return seenWrong(plainly(`${seen.text}; spans of ${probe.lacks.join(", ")} may still come`));
  };
}

/** What is wrong with a trace, the first of it. */
export function judgeTrace(trace: Trace, { spans, lacks = [], tags = {} }: TraceProbe): Seen {
  const services = [...new Set(trace.spans.map(({ service }) => service))];
  const text = `${count(trace.spans)} of ${services.join(", ")}`;
  const missing = spans.filter((start) => spansOf(trace, start).length === 0);
  if (missing.length > 0)
    return wrong(`${text}, and none of ${missing.join(", ")}`, `spans of ${missing.join(", ")}`);
  const odd = lacks.filter((start) => spansOf(trace, start).length > 0);
  if (odd.length > 0) return wrong(text, `no span of ${odd.join(", ")}`);
  for (const [start, wanted] of Object.entries(tags)) {
    const own = spansOf(trace, start);
    for (const [tag, value] of Object.entries(wanted)) {
      if (own.some((span) => span.tags[tag] === value)) continue;
      const seen = own.find((span) => tag in span.tags)?.tags[tag];
      const instead = seen === undefined ? `no tag ${tag}` : `${tag}=${seen}`;
      return wrong(`${text}; those of ${start} have ${instead}`, `${tag}=${value}`);
    }
  }
  return { holds: true, text };
}

const spansOf = ({ spans }: Trace, start: string): Span[] =>
  spans.filter(({ service }) => service.startsWith(start));

const count = ({ length }: readonly Span[]): string =>
  `${length} ${length === 1 ? "span" : "spans"}`;

const wrong = (text: string, wanted: string): Seen =>
  seenWrong({ text: `${text}, wanted ${wanted}`, seen: glance(text), wanted });
