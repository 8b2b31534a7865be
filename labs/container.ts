import type { PortMapping } from "./cluster.js";

/** A container of Docker's that runs for good beside the clusters, in the words of `docker run --detach`. */
export interface ContainerSpec {
  /** Also the name by which the other containers of the lab find it: all are in one network, named like the stack. */
  readonly name: string;
  readonly image: string;
  /** What follows the image. Default: what the image runs by itself. */
  readonly command?: readonly string[];
  /** Default: what the image sets. */
  readonly env?: Readonly<Record<string, string>>;
  /** The host's ports that lead into it. Default: none, only other containers reach it. */
  readonly ports?: readonly PortMapping[];
}
