import { messageOf, ToolError } from "../../lib/errors.js";
import type { Kubectl } from "../../tools/kubectl.js";
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
  readonly kubectl: Kubectl;
}

interface Service {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: { readonly ports?: readonly { readonly nodePort?: number }[] };
}

/** The Service that has a node port; undefined: none, or nobody answers. */
async function serviceWith(port: number, kubectl: Kubectl): Promise<Service | undefined> {
  const { stdout } = await kubectl(["get", "services", "-A", "-o", "json"]).catch(() => ({
    stdout: '{"items":[]}',
  }));
  const { items } = JSON.parse(stdout) as { readonly items: readonly Service[] };
  return items.find(({ spec }) => spec.ports?.some(({ nodePort }) => nodePort === port));
}

/**
 * Runs an `up`. Where a run that was cut has left a node port taken, a half-made cluster is made again.
 * @throws ToolError `port-taken` where a Service has it, `port-lost` with the ways out where a lab stands in the cluster
 */
export async function despiteLostPort<T>(run: () => Promise<T>, ways: Ways): Promise<T> {
  const { stack, clear, tell, kubectl } = ways;
  try {
    return await run();
  } catch (error) {
    const [, port] = TAKEN.exec(messageOf(error)) ?? [];
    if (port === undefined) throw error;
    const service = await serviceWith(Number(port), kubectl);
    if (service !== undefined) {
      const { name, namespace } = service.metadata;
      const text = `Node port ${port}, which ${stack} needs, is that of the Service ${namespace}/${name}.`;
      throw new ToolError("port-taken", text, {
        cause: error,
        next: `eval "$(./lab env ${stack})"; kubectl delete service ${name} -n ${namespace}; ./lab up ${stack}`,
      });
    }
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
