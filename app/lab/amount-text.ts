import type { Capacity } from "../../labs/requests/fit.js";
import type { Amount } from "../../labs/requests/pod.js";
import { cpus, gigabytes } from "../../lib/progress.js";

/** What pods reserve: `1.35 CPUs and 1.1 GB of memory`. */
export const amountText = ({ millicores, bytes }: Amount): string =>
  `${cpus(millicores)} and ${gigabytes(bytes)} of memory`;

/** What Docker has: `2 CPUs and 4.1 GB`. */
export const capacityText = ({ cpus: count, bytes }: Capacity): string =>
  `${cpus(count * 1000)} and ${gigabytes(bytes)}`;

/** Where the size of Docker's machine is set; on Linux it is that of the computer. */
export function giveDocker(need: Amount): string {
  const count = Math.ceil(need.millicores / 1000);
  return `give Docker ${count} CPUs and ${gigabytes(need.bytes + HEADROOM)} of memory (Docker Desktop: Settings, Resources; colima: colima start --cpu ${count} --memory ${Math.ceil((need.bytes + HEADROOM) / 2 ** 30)})`;
}

/** What the node's own programs use beyond what they reserve, and Docker's machine for itself, in bytes. */
const HEADROOM = 1e9;
