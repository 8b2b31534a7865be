import type { Capacity } from "../../labs/requests/fit.js";
import type { Amount } from "../../labs/requests/pod.js";

/** An amount of memory for people, in decimal units as Docker Desktop's settings have it: `4.1 GB`. */
export const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;

/** An amount of CPU for people: `1.35 CPUs`. */
export function cpus(millicores: number): string {
  const count = Number((millicores / 1000).toFixed(2));
  return `${count} ${count === 1 ? "CPU" : "CPUs"}`;
}

/** What pods reserve: `1.35 CPUs and 1.1 GB of memory`. */
export const amountText = ({ millicores, bytes }: Amount): string =>
  `${cpus(millicores)} and ${gigabytes(bytes)} of memory`;

/** What Docker has: `2 CPUs and 4.1 GB`. */
export const capacityText = ({ cpus: count, bytes }: Capacity): string =>
  `${cpus(count * 1000)} and ${gigabytes(bytes)}`;
