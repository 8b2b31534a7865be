import { messageOf, ToolError } from "../../lib/errors.js";
import type { Tell } from "../events.js";

/**
 * The API server takes a Service's node port before it stores the Service. A request that is cut in between, as by
 * Ctrl-C, leaves the port taken by nobody, and the API server frees it some ten minutes later only (Kubernetes,
 * pkg/registry/core/service/portallocator/controller: three repairs, three minutes apart).
 */
const TAKEN = /nodePort: Invalid value: (\d+): provided port is already allocated/;

interface Ways {
  readonly stack: string;
  /** Takes a half-made cluster away; undefined where a lab stands in it, of which nothing may be lost. */
  readonly clear: (() => Promise<unknown>) | undefined;
  readonly tell: Tell;
}

/**
 * Runs an `up`. Where a run that was cut has left a node port taken, a half-made cluster is made again.
 * @throws ToolError `port-lost` with the ways out where a lab stands in the cluster
 */
export async function despiteLostPort<T>(run: () => Promise<T>, ways: Ways): Promise<T> {
  const { stack, clear, tell } = ways;
  try {
    return await run();
  } catch (error) {
    const [, port] = TAKEN.exec(messageOf(error)) ?? [];
    if (port === undefined) throw error;
    if (clear === undefined) {
      throw new ToolError("port-lost", `${portLost(port)}.`, {
        cause: error,
        next: `./lab status ${stack} shows what stands; then wait, or ./lab reset ${stack} makes it again in a new cluster`,
      });
    }
    tell({ kind: "port-lost", port });
    await clear();
    return run();
  }
}

/** Why a port can't be had though nobody has it. */
export const portLost = (port: string): string =>
  `Node port ${port} is taken by nobody since a run was cut; Kubernetes frees it after some ten minutes`;
