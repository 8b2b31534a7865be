import type { Capacity } from "../../labs/requests/fit.js";
import type { Amount } from "../../labs/requests/pod.js";
import { cpus, gigabytes } from "../../lib/progress.js";

/** What pods reserve: `1.35 CPUs and 1.1 GB of memory`. */
export const amountText = ({ millicores, bytes }: Amount): string =>
  `${cpus(millicores)} and ${gigabytes(bytes)} of memory`;

/** What Docker has: `2 CPUs and 4.1 GB`. */
export const capacityText = ({ cpus: count, bytes }: Capacity): string =>
  `${cpus(count * 1000)} and ${gigabytes(bytes)}`;
