import type { Resources } from "../injector.js";
import { bytesOf, millicores } from "../quantity.js";

/** What pods reserve: CPU in thousandths, memory in bytes. */
export interface Amount {
  readonly millicores: number;
  readonly bytes: number;
}

export const NONE: Amount = { millicores: 0, bytes: 0 };

export const plus = (a: Amount, b: Amount): Amount => ({
  millicores: a.millicores + b.millicores,
  bytes: a.bytes + b.bytes,
});

export const times = ({ millicores: cpu, bytes }: Amount, count: number): Amount => ({
  millicores: cpu * count,
  bytes: bytes * count,
});

/** Each at its most: for what is needed one after the other. */
const most = (a: Amount, b: Amount): Amount => ({
  millicores: Math.max(a.millicores, b.millicores),
  bytes: Math.max(a.bytes, b.bytes),
});

interface Container {
  readonly name: string;
  readonly resources?: Resources;
}

/** A pod as it is declared: itself, or the template of a workload. */
export interface PodTemplate {
  readonly metadata?: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: {
    readonly hostNetwork?: boolean;
    readonly containers?: readonly Container[];
    readonly initContainers?: readonly Container[];
  };
}

/** What a container reserves. Where only a limit is set, Kubernetes takes it for the request. */
export function amountOf({ requests, limits }: Resources = {}): Amount {
  return {
    millicores: millicores(requests?.["cpu"] ?? limits?.["cpu"] ?? 0) ?? 0,
    bytes: bytesOf(requests?.["memory"] ?? limits?.["memory"] ?? 0) ?? 0,
  };
}

/**
 * What a pod reserves: its containers together, or the largest of its init containers, which run before them.
 * @param sidecar what the injector adds to it. Its own init container asks for as much as its proxy.
 */
export function podAmount({ spec = {} }: PodTemplate, sidecar: Amount = NONE): Amount {
  const { containers = [], initContainers = [] } = spec;
  const running = containers
    .map(({ resources }) => amountOf(resources))
    .reduce((sum, each) => plus(sum, each), sidecar);
  return initContainers.reduce((sum, { resources }) => most(sum, amountOf(resources)), running);
}
