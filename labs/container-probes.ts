import type { ContainerSpec } from "./container.js";
import type { HttpRequest } from "./http-requests.js";
import type { Fields } from "./probe-kinds.js";
import { fieldsOf, type Tree } from "./tree.js";

/** What the notes send requests to containers with. */
export const CURL_IMAGE = "curlimages/curl:8.13.0";

/**
 * A request to a container by its name, sent by a curl container in the lab's network; where containers are processes
 * of this machine, by the machine itself.
 */
export interface ContainerProbe {
  readonly kind: "container";
  readonly request: HttpRequest;
  readonly status: number;
  /** Body as text: a regular expression. */
  readonly body?: string;
  /** Body as JSON, with these fields. */
  readonly fields?: Fields;
  /** Sent afterwards, so that what the request has changed is as it was. */
  readonly undo?: HttpRequest;
}

/** Counters of an Envoy, by what a request adds to them. What they held before is never asked. */
export interface CountersProbe {
  readonly kind: "counters";
  /** Envoy's admin API: `http://proxy:15000`. */
  readonly at: string;
  /** By how much each grows, by its name in `/stats`. */
  readonly grow: Readonly<Record<string, number>>;
  /** Sent once between two looks at the counters. */
  readonly request: HttpRequest;
}

/** A container that is run once, and must end with an error. */
export interface RefusalProbe {
  readonly kind: "refusal";
  readonly run: ContainerSpec;
  /** Regular expression over what it says at its end. */
  readonly says: string;
}

/** What the answer of a container must be. */
interface Answered extends Pick<ContainerProbe, "body" | "undo"> {
  /** Default: 200. */
  readonly status?: number;
  readonly json?: Tree;
}

/** A request to a container is answered so. */
export const answers = (
  request: HttpRequest,
  { status = 200, json, ...more }: Answered = {},
): ContainerProbe => ({
  ...{ kind: "container", request, status, ...more },
  ...(json === undefined ? {} : { fields: fieldsOf(json) }),
});

/** A request makes an Envoy's counters grow, each by exactly so much. */
export const counts = (
  at: string,
  grow: CountersProbe["grow"],
  request: HttpRequest,
): CountersProbe => ({ kind: "counters", at, grow, request });

/** A container that ends with an error, and says why. */
export const refuses = (run: ContainerSpec, says: string): RefusalProbe => ({
  kind: "refusal",
  run,
  says,
});
