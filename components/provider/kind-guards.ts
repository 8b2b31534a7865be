import { access, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { UsageError } from "../../lib/errors.js";
import { requireFreePort } from "../../lib/ports.js";
import type { KindInputs } from "./kind-config.js";
import { nodeName } from "../../labs/cluster.js";
import { type KindNode } from "./kind-node.js";
import { nodeOwner, waysOut } from "./kind-owner.js";
import { stackOf } from "./kind-record.js";
import type { KindWorld } from "./kind-world.js";

/**
 * Docker tells of a busy port only after the image is pulled, and not who holds it.
 * @param held ports that the stack's own cluster holds, which is about to go.
 * @throws UsageError `port-busy` or `unknown-address`
 */
export async function requirePorts(
  world: KindWorld,
  inputs: KindInputs,
  held: readonly number[] = [],
): Promise<void> {
  const folder = world.folder(inputs.stack);
  const options = {
    exec: world.exec,
    stackOf: (container: string) => stackOf(folder, container),
  };
  const wanted = [
    ...inputs.ports.map(
      ({ hostPort, listenAddress }) => [hostPort, "the lab", listenAddress] as const,
    ),
    [inputs.apiServerPort, "the API server", "127.0.0.1"] as const,
  ];
  for (const [port, what, address] of wanted) {
    if (!held.includes(port)) await requireFreePort(port, what, { ...options, address });
  }
}

/**
 * Both targets keep their files in the stack's folder.
 * @throws UsageError `other-target` while the stack has an embedded cluster
 */
export async function requireNoKwok(folder: string, stack: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  if (!names.some((name) => name.startsWith("kwok-"))) return;
  throw new UsageError("other-target", `Stack ${stack} still stands on the target kwok.`, {
    next: `./lab down ${stack}, then ./lab up ${stack} --target kind`,
  });
}

/** Docker would make a folder that is missing, as root. @throws UsageError `mount-missing` */
export async function requireMounts({ stack, extraMounts }: KindInputs): Promise<void> {
  for (const { hostPath, containerPath } of extraMounts) {
    await access(hostPath).catch((error: unknown) => {
      throw new UsageError(
        "mount-missing",
        `There is no "${hostPath}" on this machine; it is to be mounted at ${containerPath}.`,
        { cause: error, next: `./lab config rm book --week ${stack}` },
      );
    });
  }
}

/**
 * The error for a cluster of the same name that is not this stack's: the way out is its own lab's `down`, wherever
 * that lab's checkout lies.
 */
export async function clusterExists(
  world: KindWorld,
  { stack, name }: Pick<KindInputs, "stack" | "name">,
  node: KindNode,
): Promise<UsageError> {
  const folder = world.folder(stack);
  const beside = await stackOf(folder, node.container);
  const owner =
    beside === undefined
      ? await nodeOwner(world.exec, name)
      : { stack: beside, folder: join(dirname(folder), beside) };
  const what = node.cluster === undefined ? "A container" : "A kind cluster";
  const named = node.cluster === undefined ? nodeName(name) : name;
  if (owner !== undefined) {
    const { whose, next } = waysOut(owner, folder);
    return new UsageError("cluster-exists", `${what} "${named}" is there already: ${whose}.`, {
      next,
    });
  }
  const message = `${what} "${named}" is there already, and no lab that is known here made it.`;
  return new UsageError("cluster-exists", message, {
    next: `./lab up ${stack} --target kwok works beside it; if nobody needs it: docker rm --force --volumes ${nodeName(name)}`,
  });
}
