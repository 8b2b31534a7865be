import type { HttpRequest, Traffic } from "./http-requests.js";
import type { Json, ObjectKey } from "./kube.js";

/** What a value must be: one to equal, or a rule. In all expressions of a check `^` and `$` are line ends. */
export type Expected =
  | { readonly equals: Json }
  | { readonly contains: Json }
  | { readonly matches: string }
  | { readonly atLeast: number }
  | { readonly length: number }
  | { readonly inSubnet: string }
  | { readonly absent: true }
  | { readonly present: true }
  /** A list with an item for each of these. */
  | { readonly some: readonly Fields[] }
  /** A list of an item for each of these, in any order, and of nothing else. */
  | { readonly only: readonly Fields[] }
  /** A list with items, each of which has these. */
  | { readonly every: Fields }
  /** A part of the value, however deep, or the value itself. */
  | { readonly somewhere: Fields }
  | { readonly nowhere: Fields }
  /** A text that is YAML, with these fields. */
  | { readonly yaml: Fields };

/**
 * What a partial tree (labs/tree.ts) asks for, field by field. A path is `spec.ports[port=80].nodePort` or
 * `spec.http[0].route`; an empty one is the value itself.
 */
export type Fields = Readonly<Record<string, Expected>>;

/** Fields of one live object. */
export interface ObjectProbe {
  readonly kind: "object";
  readonly object: ObjectKey;
  /** Undefined: the object must exist. `absent`: it must not. */
  readonly fields?: Fields | "absent";
}

/** Objects that the step itself made, changed or removed, as they are declared where the lab stands. */
export interface OwnProbe {
  readonly kind: "own";
  readonly keys: readonly ObjectKey[];
  readonly are: "declared" | "gone";
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

/** Where in the cluster a command runs. */
export interface PodPlace {
  readonly namespace: string;
  /** A pod's name, or `deploy/<name>` for one of a Deployment's pods, as `kubectl exec` takes it. */
  readonly pod: string;
  /** Default: the pod's first, or the one that its annotation names. */
  readonly container?: string;
}

/** One HTTP request and what its answer must be. */
export interface HttpProbe extends HttpRequest {
  readonly kind: "http";
  /** From inside this pod, which must have curl. Default: from the host. */
  readonly from?: PodPlace;
  /** From the host by a port-forward to this pod: the URL's port is the pod's own. */
  readonly through?: PodPlace;
  readonly status: number;
  /** Body as JSON: deep equality. */
  readonly json?: Json;
  /** Body as text: a regular expression. */
  readonly body?: string;
}

/**
 * Many requests; the share of answers that count must lie within bounds (both included). Where answers are told
 * by their body, all must have status 200: an error has no version.
 */
export interface DistributionProbe extends HttpRequest {
  readonly kind: "distribution";
  readonly requests: number;
  /** An answer counts when its status is this, or its body matches this expression. */
  readonly counts: { readonly status: number } | { readonly body: string };
  readonly share: { readonly min: number; readonly max: number };
  /** The share of a right lab where it is left to chance, and how seldom one may fail: 0.99 is once in a hundred. */
  readonly chance?: { readonly expected: number; readonly confidence: number };
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
  /** What it prints to standard output is JSON, and has the fields of each of these. */
  readonly json?: readonly Fields[];
  /** A time in the output, group 1 of this expression, must lie ahead, but no more than so many hours. */
  readonly ends?: { readonly at: string; readonly withinHours: number };
  readonly after?: Traffic;
}

/** Ports of the host that nothing listens on. */
export interface PortsProbe {
  readonly kind: "ports";
  readonly free: readonly number[];
}

/** Lines in the log of a container. */
export interface LogProbe {
  readonly kind: "log";
  readonly in: PodPlace;
  /** Regular expression over a line. */
  readonly matches: string;
  /** So many lines must match. Default 1. */
  readonly atLeast?: number;
  /** How old a line may be, in s. Default 60. */
  readonly withinS?: number;
  readonly after?: Traffic;
}

/** A PromQL query whose result is one number. */
export interface PromProbe {
  readonly kind: "prometheus";
  /** Prometheus's own address: `http://127.0.0.1:30001`. */
  readonly at: string;
  readonly query: string;
  /** What the number must be, or by how much it must have grown since the check began. */
  readonly wanted: { readonly atLeast: number } | { readonly growsBy: number };
  readonly after?: Traffic;
}

/** A Canary that Flagger takes to its end, fed with requests: without them it has nothing to judge by. */
export interface CanaryProbe {
  readonly kind: "canary";
  readonly namespace: string;
  readonly name: string;
  /** The phases at the end of which there is nothing more to wait for. A release that `Failed` is never awaited. */
  readonly ends: readonly ("Initialized" | "Succeeded")[];
  /** Sent before each look. */
  readonly under: Traffic;
  /** All of them must be answered with 200. Default: what they are answered with is not asked. */
  readonly lossless?: true;
}

/** Service names that Jaeger must know. */
export interface JaegerProbe {
  readonly kind: "jaeger";
  /** The address of its pages: `http://127.0.0.1:30004/jaeger`. */
  readonly at: string;
  /** Each must be the start of a service name. */
  readonly services: readonly string[];
  readonly after?: Traffic;
}
