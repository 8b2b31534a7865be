import type { Need } from "./need.js";
import { NODE_REQUESTS, NODE_USE_BYTES } from "./node.js";
import type { Amount } from "./pod.js";

/** What Docker has for its containers: the one node of a kind cluster sees all of it. */
export interface Capacity {
  readonly cpus: number;
  readonly bytes: number;
}

/**
 * How a lab fits into Docker. `short`: some of its pods surely stay Pending. `tight`: they are all scheduled, but what
 * they reserve and what the node itself uses are more than there is. `fits`: neither.
 */
export type Fit =
  | { readonly kind: "short"; readonly cpu: boolean; readonly memory: boolean }
  | { readonly kind: "tight" }
  | { readonly kind: "fits" };

/** @param need what is reserved, the node's own included. */
export function fitOf(need: Amount, there: Capacity): Fit {
  const cpu = need.millicores > there.cpus * 1000;
  // kind sets no memory aside for eviction: all that the machine has can be reserved
  const memory = need.bytes > there.bytes;
  if (cpu || memory) return { kind: "short", cpu, memory };
  const used = need.bytes - NODE_REQUESTS.bytes + NODE_USE_BYTES;
  return used > there.bytes ? { kind: "tight" } : { kind: "fits" };
}

/** The most of a week as one amount, though its steps may differ. */
export const atMost = ({ millicores, bytes }: Need): Amount => ({
  millicores: millicores.amount,
  bytes: bytes.amount,
});
