import type { Json, ObjectKey } from "./kube.js";
import type { StepId } from "./week.js";

/**
 * What a check must have to be run at all:
 * `objects` an API server · `node` a real node container · `book` the book's checkout ·
 * `mesh` running proxies · `traffic` requests that are answered · `telemetry` the addons' own images and
 * Istio's own Envoy, the only one with the standard metrics (bed.md) · `internet`.
 * A command `where: "node"` needs a real node besides.
 */
export type Need = "objects" | "node" | "book" | "mesh" | "traffic" | "telemetry" | "internet";

/** What a field must be: a value to equal, or a rule. In all expressions of a check `^` and `$` are line ends. */
export type Expected =
  | { readonly equals: Json }
  | { readonly contains: Json }
  | { readonly matches: string }
  | { readonly atLeast: number }
  | { readonly length: number }
  | { readonly inSubnet: string }
  | { readonly absent: true };

/** Fields of one live object. A path is `spec.ports[port=80].nodePort` or `spec.http[0].route`. */
export interface ObjectProbe {
  readonly kind: "object";
  readonly object: ObjectKey;
  /** Undefined: the object must exist. `absent`: it must not. */
  readonly fields?: Readonly<Record<string, Expected>> | "absent";
}

/** How many objects of a kind there are. */
export interface CountProbe {
  readonly kind: "count";
  /** The kind as kubectl takes it: `virtualservices.networking.istio.io`. */
  readonly of: string;
  readonly namespace?: string;
  /** Label selector. */
  readonly selector?: string;
  /** Regular expression over the names. */
  readonly named?: string;
  readonly count: number;
}

/** One HTTP request and what its answer must be. */
export interface HttpProbe {
  readonly kind: "http";
  /** From the host, or from inside a pod. */
  readonly from?: { readonly namespace: string; readonly pod: string };
  readonly method?: "GET" | "HEAD";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: number;
  /** Body as JSON: deep equality. */
  readonly json?: Json;
  /** Body as text: a regular expression. */
  readonly body?: string;
}

/** Many requests; the share of answers that match must lie within bounds (both included). */
export interface DistributionProbe {
  readonly kind: "distribution";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: "GET" | "HEAD";
  readonly requests: number;
  /** An answer counts when its status is this, or its body matches this expression. */
  readonly counts: { readonly status: number } | { readonly body: string };
  readonly share: { readonly min: number; readonly max: number };
}

/** Where in the cluster a command runs. */
export interface PodPlace {
  readonly namespace: string;
  /** A pod's name, or `deploy/<name>` for one of a Deployment's pods, as `kubectl exec` takes it. */
  readonly pod: string;
  readonly container?: string;
}

/**
 * A command whose output is asked: `istioctl proxy-config`, a command in a pod, in the node or on the host.
 * It must end with 0. On the host it has the lab's KUBECONFIG and PATH; one that needs `book` runs in the
 * book's checkout.
 */
export interface CommandProbe {
  readonly kind: "command";
  readonly where: "host" | "node" | PodPlace;
  readonly command: readonly string[];
  /** Regular expression that the output must match. */
  readonly matches?: string;
  /** Regular expression that it must not match. */
  readonly lacks?: string;
}

/** A PromQL query against the lab's Prometheus. */
export interface PromProbe {
  readonly kind: "prometheus";
  readonly query: string;
  readonly atLeast: number;
  /** Requests to send to this URL first, so that there is something to count. */
  readonly after?: { readonly url: string; readonly requests: number };
}

/** Service names that Jaeger must know. */
export interface JaegerProbe {
  readonly kind: "jaeger";
  /** Each must be the start of a service name. */
  readonly services: readonly string[];
  readonly after?: { readonly url: string; readonly requests: number };
}

export type Probe =
  ObjectProbe | CountProbe | HttpProbe | DistributionProbe | CommandProbe | PromProbe | JaegerProbe;

/** Something that must be true at a step. */
export interface Check {
  /** The sentence that the learner reads. */
  readonly says: string;
  readonly needs: Need;
  readonly probe: Probe;
  /** How long it may take until it is true, in ms. Default 30 000: pods start, proxies get their config. */
  readonly timeoutMs?: number;
  /** The step from which on it is no longer true; undefined: it stays true until the teardown. */
  readonly until?: StepId;
  /** What to look at when it fails. */
  readonly hint?: string;
}
