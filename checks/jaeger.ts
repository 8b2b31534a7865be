import { messageOf, ToolError } from "../lib/errors.js";
import type { HttpClient } from "./http-client.js";
import { showAnswer } from "./http-probe.js";

/** What one proxy or application did for a request. */
export interface Span {
  readonly id: string;
  /** The span that it belongs to; undefined for the one that the trace began with. */
  readonly parent: string | undefined;
  /** `webapp.istioinaction` */
  readonly service: string;
  readonly operation: string;
  /** When it began, in µs since 1970, and how long it took. */
  readonly startUs: number;
  readonly durationUs: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** All that was done for a request, as far as Jaeger has heard of it, by the time at which it began. */
export interface Trace {
  readonly id: string;
  readonly spans: readonly Span[];
}

/** Which traces are asked for. */
export interface TraceQuery {
  readonly service: string;
  /** Of a span of that service. */
  readonly tags?: Readonly<Record<string, string>>;
  /** At most so many, the newest. */
  readonly limit: number;
}

/** A Jaeger that is asked by the API of its pages. Each throws ToolError `jaeger-silent`, `jaeger-refused`. */
export interface Jaeger {
  readonly services: () => Promise<string[]>;
  /** The newest first. */
  readonly traces: (query: TraceQuery) => Promise<Trace[]>;
}

/** How far back traces are looked for, in µs. */
const LOOKBACK_US = 3600 * 1e6;

/** The tag that Envoy puts a request's ID into. */
export const REQUEST_ID_TAG = "guid:x-request-id";

/** @param at the address of its pages: `http://127.0.0.1:30004/jaeger` */
export function jaegerAt(at: string, http: HttpClient, now: () => number = Date.now): Jaeger {
  const ask = async <T>(path: string): Promise<T> => {
    const answer = await http({ url: `${at}/api/${path}` }).catch((error: unknown) => {
      throw new ToolError("jaeger-silent", `Jaeger at ${at}: ${messageOf(error)}`, {
        cause: error,
        next: "./lab status (whether its pod is ready)",
      });
    });
    if (answer.status !== 200)
      throw new ToolError("jaeger-refused", `Jaeger at ${at} answered ${showAnswer(answer)}`);
    return (JSON.parse(answer.body) as { readonly data?: T | null }).data ?? ([] as T);
  };
  return {
    services: async () => (await ask<string[]>("services")).sort(),
    traces: async ({ service, tags, limit }) => {
      const endUs = now() * 1000;
      const params = new URLSearchParams({
        ...{ service, limit: `${limit}`, start: `${endUs - LOOKBACK_US}`, end: `${endUs}` },
        ...(tags === undefined ? {} : { tags: JSON.stringify(tags) }),
      });
      const found = await ask<RawTrace[]>(`traces?${params.toString()}`);
      return found.map(traceOf).sort((a, b) => startOf(b) - startOf(a));
    },
  };
}

interface RawTag {
  readonly key: string;
  readonly value: unknown;
}

interface RawTrace {
  readonly traceID: string;
  readonly spans: readonly {
    readonly spanID: string;
    readonly operationName: string;
    readonly references?: readonly { readonly refType: string; readonly spanID: string }[] | null;
    readonly startTime: number;
    readonly duration: number;
    readonly processID: string;
    readonly tags?: readonly RawTag[] | null;
  }[];
  readonly processes: Readonly<Record<string, { readonly serviceName: string }>>;
}

const traceOf = ({ traceID, spans, processes }: RawTrace): Trace => ({
  id: traceID,
  spans: spans
    .map((span) => ({
      id: span.spanID,
      parent: span.references?.find(({ refType }) => refType === "CHILD_OF")?.spanID,
      service: processes[span.processID]?.serviceName ?? "unknown",
      operation: span.operationName,
      startUs: span.startTime,
      durationUs: span.duration,
      tags: Object.fromEntries((span.tags ?? []).map(({ key, value }) => [key, String(value)])),
    }))
    .sort((a, b) => a.startUs - b.startUs || b.durationUs - a.durationUs),
});

const startOf = ({ spans: [first] }: Trace): number => first?.startUs ?? 0;
