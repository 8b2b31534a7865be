import { aloneOnMachine } from "../../lib/machine.js";
import { root } from "../../lib/paths.js";
import type { Say } from "./engine-log.js";
import type { AnyCluster } from "./lab-provider.js";

/**
 * Makes one cluster at a time on a machine: kwokctl picks ports that are free, and binds them seconds later; kind's
 * names are Docker's. Two runs at once would get each other's.
 * @param target told to those who wait.
 * @param folder where the lock lies. Default: the machine's own.
 */
export const oneAtATime = (
  resource: AnyCluster,
  target: string,
  say: Say,
  folder?: string,
): AnyCluster => ({
  ...resource,
  create: (inputs) =>
    aloneOnMachine(
      `stack ${String(inputs["stack"])} of ${root} on ${target}`,
      say,
      () => resource.create(inputs),
      folder,
    ),
});
