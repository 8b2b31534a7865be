import type { TcpProbe, TlsProbe } from "./connection-probes.js";
import type { ContainerProbe, CountersProbe, RefusalProbe } from "./container-probes.js";
import type { LoadProbe } from "./load-runs.js";
import type {
  CanaryProbe,
  CommandProbe,
  CountProbe,
  DistributionProbe,
  HttpProbe,
  JaegerProbe,
  LogProbe,
  ObjectProbe,
  OwnProbe,
  PortsProbe,
  PromProbe,
} from "./probe-kinds.js";
import type { StepId } from "./ids.js";
import type { CallsProbe, DashboardProbe, TraceProbe } from "./telemetry-probes.js";

/**
 * What a check must have to be run at all:
 * `objects` an API server · `node` a real node container · `book` the book's checkout ·
 * `mesh` running proxies · `traffic` requests that are answered · `metrics` Prometheus with Istio's standard
 * metrics · `containers` containers beside the cluster, or what runs in their place · `docker` a Docker that has
 * them · `traces` Jaeger · `dashboards` the pages of Grafana, Kiali and kube-ops-view · `internet`.
 * A command `where: "node"` needs a real node besides.
 */
export type Need =
  | "objects"
  | "node"
  | "book"
  | "mesh"
  | "traffic"
  | "containers"
  | "docker"
  | "metrics"
  | "traces"
  | "dashboards"
  | "internet";

export type Probe =
  | ObjectProbe
  | OwnProbe
  | CountProbe
  | HttpProbe
  | TlsProbe
  | TcpProbe
  | DistributionProbe
  | CommandProbe
  | PortsProbe
  | LoadProbe
  | LogProbe
  | PromProbe
  | CanaryProbe
  | JaegerProbe
  | DashboardProbe
  | TraceProbe
  | CallsProbe
  | ContainerProbe
  | CountersProbe
  | RefusalProbe;

/** Something that must be true at a step. */
export interface Check {
  /** The sentence that the learner reads. */
  readonly says: string;
  readonly needs: Need;
  readonly probe: Probe;
  /**
   * Asked in its turn, when the checks above it in its step are done: it looks for what they leave behind.
   * Default: checks that only look are asked together, before those that send requests.
   */
  readonly inTurn?: true;
  /** How long it may take until it is true, in ms. Default 30 000: pods start, proxies get their config. */
  readonly timeoutMs?: number;
  /** The step from which on it is no longer true; undefined: it stays true until the teardown. */
  readonly until?: StepId;
  /** What to look at when it fails. */
  readonly hint?: string;
}

/** The rules by which a check ends (labs/derive/until.ts). */
export const UNTIL_RULES = ["it changes again", "the next change", "the end"] as const;

/** When a check ends: at a step, or by a rule. */
export type Until = StepId | (typeof UNTIL_RULES)[number];

/** A check as a step writes it: what is left out is derived (labs/derive/). */
export interface CheckDraft extends Omit<Check, "needs" | "until" | "hint"> {
  /** Default: what the probe tells. */
  readonly needs?: Need;
  /** Default: the rule that fits the probe. */
  readonly until?: Until;
  /** Default: the object or the command that is asked. */
  readonly hint?: string;
}
