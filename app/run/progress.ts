import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";

/** How long nothing may be said, in ms. */
const HEARTBEAT_MS = 5_000;
/** What has begun just now isn't waited for, in ms. */
const WORTH_A_WORD_MS = 1_000;
/** How much of a reason is shown, in characters. */
const REASON_SHOWN = 160;
/** Operations that change nothing are not worth a line. */
const QUIET = new Set(["same", "read", "refresh", "read-discard"]);

/** Operations that go with another one, or come by the dozen: a line only when they are slow. */
const FOLLOWS = new Set(["delete", "replace", "delete-replaced"]);

interface Open {
  readonly since: number;
  /** The provider's last word on why it takes so long. */
  reason: string;
}

/** Counts of operations that ended, by kind: `{ create: 12, same: 80 }`. */
export type Counts = Readonly<Record<string, number>>;

/**
 * Turns the engine's events into a few lines: each component when it is done, what is waited for and why,
 * and what the cluster's plugin found.
 */
export class Progress {
  readonly #say: (line: string) => void;
  readonly #now: () => number;
  readonly #open = new Map<string, Open>();
  readonly #counts = new Map<string, number>();
  readonly #told = new Set<string>();
  #lastLine: number;
  /** Why nothing gets ready, as the cluster says it: more than the provider's "0/1 Pods available" (fault F15). */
  because: string | undefined;

  constructor(say: (line: string) => void, now: () => number = Date.now) {
    this.#say = say;
    this.#now = now;
    this.#lastLine = now();
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

  #line(text: string): void {
    this.#lastLine = this.#now();
    this.#say(text);
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
    const took = seconds(this.#now() - open.since);
    if ((isSlow(urn) && !FOLLOWS.has(op)) || this.#now() - open.since > HEARTBEAT_MS) {
      this.#line(`  ${verb(op)} ${nameOf(urn)} in ${took}`);
    }
  }

  #diagnostic(event: NonNullable<EngineEvent["diagnosticEvent"]>): void {
    const message = event.message.replaceAll(/<\{%[^%]*%\}>/g, "").trim();
    const open = this.#open.get(event.urn ?? "");
    if (open !== undefined && message !== "") open.reason = message.split("\n")[0] ?? "";
    const fromPlugin = event.severity === "info#err" || event.severity === "info";
    if (fromPlugin && event.ephemeral !== true) this.#once(message);
    // a workload says that it isn't ready yet as a warning: the heartbeat tells it where it matters
    if (event.severity === "warning" && open === undefined) this.#once(message, "warning: ");
  }

  /** Says what was found, but not again for each of a hundred objects of a cluster that is gone. */
  #once(message: string, prefix = ""): void {
    if (message === "" || this.#told.has(message)) return;
    this.#told.add(message);
    this.#line(`  ${prefix}${message}`);
  }

  /** Says what is waited for when nothing was said for a while; to be called now and then. */
  heartbeat(): void {
    if (this.#now() - this.#lastLine < HEARTBEAT_MS) return;
    const waiting = [...this.#open].filter(([urn]) => !isInternal(urn));
    const oldest = waiting.sort(([, a], [, b]) => a.since - b.since)[0];
    if (oldest === undefined) return;
    const [urn, { since, reason }] = oldest;
    if (this.#now() - since < WORTH_A_WORD_MS) return;
    const more = waiting.length > 1 ? ` and ${waiting.length - 1} more` : "";
    const known = this.because ?? reason;
    const why = known === "" ? "" : `: ${cut(known)}`;
    this.#line(`  waiting for ${nameOf(urn)}${more}, ${seconds(this.#now() - since)}${why}`);
  }
}

const VERBS: Readonly<Record<string, string>> = {
  create: "made",
  update: "changed",
  delete: "removed",
  replace: "replaced",
  "create-replacement": "made again",
  "delete-replaced": "removed the old",
};

const verb = (op: string): string => VERBS[op] ?? op;

/** The stack itself and the providers: nothing that a person knows. */
const isInternal = (urn: string): boolean => /(::|\$)pulumi:/.test(urn);

/** The workloads and the cluster: what a person waits for. */
const isSlow = (urn: string): boolean => /::(cluster\/k\w+|.*\/Deployment\/.*)$/.test(urn);

/** The logical name of a resource: the last part of its URN. */
const nameOf = (urn: string): string => urn.split("::").at(-1) ?? urn;

/** A pod's reason may be a whole paragraph, and is said every few seconds. */
const cut = (text: string): string =>
  text.length > REASON_SHOWN ? `${text.slice(0, REASON_SHOWN)}…` : text;

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
