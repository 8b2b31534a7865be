import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import type { Counts, EngineNews } from "../events.js";

/** How often it is looked whether nothing was said for too long, in ms. */
const LOOK_MS = 1_000;
/** How long nothing may be said, in ms. */
const HEARTBEAT_MS = 5_000;
/** What has begun just now isn't waited for, in ms. */
const WORTH_A_WORD_MS = 1_000;
/** Operations that change nothing are not worth a line. */
const QUIET = new Set(["same", "read", "refresh", "read-discard"]);

/** Operations that go with another one, or come by the dozen: a line only when they are slow. */
const FOLLOWS = new Set(["delete", "replace", "delete-replaced"]);

interface Open {
  readonly since: number;
  /** The provider's last word on why it takes so long. */
  reason: string;
}

/**
 * Turns the engine's events into a few pieces of news: each component when it is done, what is waited for and why,
 * and what the cluster's plugin found.
 */
export class Progress {
  readonly #tell: (news: EngineNews) => void;
  readonly #now: () => number;
  readonly #open = new Map<string, Open>();
  readonly #counts = new Map<string, number>();
  readonly #told = new Set<string>();
  #lastNews: number;
  /** Why nothing gets ready, as the cluster says it: more than the provider's "0/1 Pods available". */
  because: string | undefined;

  constructor(tell: (news: EngineNews) => void, now: () => number = Date.now) {
    this.#tell = tell;
    this.#now = now;
    this.#lastNews = now();
  }

  /** What was done, by operation. */
  get counts(): Counts {
    return Object.fromEntries(this.#counts);
  }

  /** Whether anything is under way that a person waits for. */
  get isWaiting(): boolean {
    return [...this.#open.keys()].some((urn) => !isInternal(urn));
  }

  readonly onEvent = (event: EngineEvent): void => {
    if (event.resourcePreEvent !== undefined) this.#begin(event.resourcePreEvent.metadata);
    if (event.resOutputsEvent !== undefined) this.#end(event.resOutputsEvent.metadata);
    if (event.diagnosticEvent !== undefined) this.#diagnostic(event.diagnosticEvent);
    this.heartbeat();
  };

  #news(news: EngineNews): void {
    this.#lastNews = this.#now();
    this.#tell(news);
  }

  #begin({ op, urn }: { readonly op: string; readonly urn: string }): void {
    if (QUIET.has(op)) return;
    this.#open.set(urn, { since: this.#now(), reason: "" });
  }

  #end({ op, urn }: { readonly op: string; readonly urn: string }): void {
    if (isInternal(urn)) return;
    this.#counts.set(op, (this.#counts.get(op) ?? 0) + 1);
    const open = this.#open.get(urn);
    if (open === undefined) return;
    this.#open.delete(urn);
    const tookMs = this.#now() - open.since;
    if ((isSlow(urn) && !FOLLOWS.has(op)) || tookMs > HEARTBEAT_MS)
      this.#news({ kind: "resource-done", op, urn, tookMs });
  }

  #diagnostic(event: NonNullable<EngineEvent["diagnosticEvent"]>): void {
    const message = event.message.replaceAll(/<\{%[^%]*%\}>/g, "").trim();
    const open = this.#open.get(event.urn ?? "");
    if (open !== undefined && message !== "") open.reason = message.split("\n")[0] ?? "";
    const fromPlugin = event.severity === "info#err" || event.severity === "info";
    if (fromPlugin && event.ephemeral !== true) this.#once(message);
    // a workload says that it isn't ready yet as a warning: the heartbeat tells it where it matters
    if (event.severity === "warning" && open === undefined) this.#once(message, true);
  }

  /** Says what was found, but not again for each of a hundred objects of a cluster that is gone. */
  #once(text: string, isWarning = false): void {
    if (text === "" || this.#told.has(text)) return;
    this.#told.add(text);
    this.#news({ kind: "engine-said", text, isWarning });
  }

  /** Says what is waited for when nothing was said for a while; to be called now and then. */
  heartbeat(): void {
    if (this.#now() - this.#lastNews < HEARTBEAT_MS) return;
    const waiting = [...this.#open].filter(([urn]) => !isInternal(urn));
    const oldest = waiting.sort(([, a], [, b]) => a.since - b.since)[0];
    if (oldest === undefined) return;
    const [urn, { since, reason }] = oldest;
    if (this.#now() - since < WORTH_A_WORD_MS) return;
    const [more, waitedMs] = [waiting.length - 1, this.#now() - since];
    this.#news({ kind: "resource-awaited", urn, more, waitedMs, why: this.because ?? reason });
  }
}

/** The stack itself and the providers: nothing that a person knows. */
export const isInternal = (urn: string): boolean => /(::|\$)pulumi:/.test(urn);

/** The workloads and the cluster: what a person waits for. */
const isSlow = (urn: string): boolean => /::(cluster\/k\w+|.*\/Deployment\/.*)$/.test(urn);

/** Does work that a progress is told of, and lets that speak when it has been silent for too long. */
export async function withHeartbeat<T>(
  progress: Progress,
  work: () => Promise<T>,
  look: () => void = () => undefined,
): Promise<T> {
  const timer = setInterval(() => {
    progress.heartbeat();
    look();
  }, LOOK_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
