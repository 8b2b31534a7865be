import type { Span, Trace } from "../../checks/jaeger.js";

/** A span in its place below the one that it belongs to. */
export interface Fall {
  readonly span: Span;
  /** 0 for the span that the trace began with. */
  readonly depth: number;
  /** When it began after the trace did, in µs. */
  readonly offsetUs: number;
  /** Envoy's and the applications' status, where one is told: `200`. */
  readonly status: string | undefined;
  /** Whether it went wrong: by its tag `error`, or a status from 500 on. */
  readonly failed: boolean;
}

/** The spans of a trace, each below its own parent, in the order in which they began. */
export function waterfall({ spans }: Trace): Fall[] {
  const start = Math.min(...spans.map(({ startUs }) => startUs));
  const known = new Set(spans.map(({ id }) => id));
  const below = (parent: string | undefined, depth: number): Fall[] =>
    spans
      .filter((span) => parentIn(known, span) === parent)
      .flatMap((span) => [fallOf(span, depth, start), ...below(span.id, depth + 1)]);
  return below(undefined, 0);
}

/** A span whose parent never came to Jaeger begins anew, as one without a parent does. */
const parentIn = (known: ReadonlySet<string>, { id, parent }: Span): string | undefined =>
  parent !== undefined && parent !== id && known.has(parent) ? parent : undefined;

function fallOf(span: Span, depth: number, start: number): Fall {
  const status = span.tags["http.status_code"];
  const failed = span.tags["error"] === "true" || Number(status) >= 500;
  return { span, depth, offsetUs: span.startUs - start, status, failed };
}

/** How long a trace took from its first span's begin to its last one's end, in µs. */
export function lengthOf({ spans }: Trace): number {
  const start = Math.min(...spans.map(({ startUs }) => startUs));
  return Math.max(...spans.map(({ startUs, durationUs }) => startUs + durationUs)) - start;
}

/**
 * A bar for a span within its trace, as so many signs.
 * @example barOf({ offsetUs: 50, span: { durationUs: 50 } }, 100, 4) // "  ██"
 */
export function barOf(
  { offsetUs, span }: Pick<Fall, "offsetUs"> & { readonly span: Pick<Span, "durationUs"> },
  wholeUs: number,
  width: number,
): string {
  const sign = (us: number): number => Math.round((us / Math.max(wholeUs, 1)) * width);
  const before = Math.min(sign(offsetUs), width - 1);
  const length = Math.max(1, Math.min(sign(offsetUs + span.durationUs), width) - before);
  return " ".repeat(before) + "█".repeat(length);
}
