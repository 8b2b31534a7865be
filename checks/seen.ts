import type { ContainerSpec } from "../labs/container.js";
import type { LabObject } from "../labs/objects.js";
import type { PodPlace } from "../labs/probe-kinds.js";
import type { DashboardName } from "../labs/telemetry-probes.js";
import type { Kubectl } from "../tools/kubectl.js";
import type { HostCommand } from "./command-probe.js";
import type { HttpClient } from "./http-client.js";
import type { TcpClient } from "./tcp-probe.js";
import { glance } from "./text.js";
import type { TlsClient } from "./tls-client.js";

/** What was found in place of what was wanted. */
export interface Wrong {
  /** A sentence: what was asked, what was seen, what was wanted. */
  readonly text: string;
  /** What was seen, as one short line. */
  readonly seen: string;
  /** What was wanted, as one short line; undefined where the check's own sentence says it all. */
  readonly wanted?: string;
  /** All of the answer, where the sentence shows its beginning. */
  readonly whole?: string;
}

/** What one look at the lab found. */
export interface Seen {
  readonly holds: boolean;
  /** What was asked and what was seen; empty where it holds and there is nothing to measure. */
  readonly text: string;
  /** All that was looked at, where the sentence counts it only. Default: the sentence is all. */
  readonly whole?: string;
  /** The same for a glance, where it doesn't hold. Undefined: the sentence is short by itself. */
  readonly wrong?: Wrong;
  /** Waiting longer is of no use. */
  readonly final?: true;
}

/** Looks once. Requests that it needs are sent now and then, however often it looks. */
export type Look = () => Promise<Seen>;

/** @throws ToolError when the forward ends before the work. */
export type Forward = <T>(
  place: PodPlace,
  podPort: number,
  work: (hostPort: number) => Promise<T>,
) => Promise<T>;

/** Containers beside the cluster, or what runs in their place. */
export interface Containers {
  /** Sends a request to one of them, by its name, as another of them would. */
  readonly http: HttpClient;
  /** Runs one once. @throws ToolError when it ends badly */
  readonly run: (spec: ContainerSpec) => Promise<unknown>;
}

/** All through which checks reach a lab. */
export interface World {
  readonly kubectl: Kubectl;
  /** Runs a command on the host, in the book's checkout where there is one. */
  readonly host: HostCommand;
  /** Runs a command in the node's container. */
  readonly node: HostCommand;
  /** Sends requests from the host. */
  readonly http: HttpClient;
  /** Sends requests over TLS from the host, with the lab's certificates. */
  readonly tls: TlsClient;
  /** Talks over TCP from the host. */
  readonly tcp: TcpClient;
  readonly containers: Containers;
  /** Does work while a port of the host leads to one of a pod's, and tells it that port. */
  readonly forward: Forward;
  /** The text of a dashboard, in Grafana's JSON. */
  readonly dashboard: (name: DashboardName) => Promise<string>;
  /** The objects of the lab where it stands, as they were sent to the cluster. */
  readonly declared: () => Promise<readonly LabObject[]>;
  /** Who listens on a port of the host; undefined when nobody does. */
  readonly portHolder: (port: number) => Promise<string | undefined>;
}

/** From what is wrong, if anything. */
export const seenWrong = (wrong: Wrong | undefined): Seen =>
  wrong === undefined ? { holds: true, text: "" } : { holds: false, text: wrong.text, wrong };

/** What is wrong where one sentence says it all: what can't be asked, who holds a port. */
export const plainly = (text: string): Wrong => ({ text, seen: glance(text) });
