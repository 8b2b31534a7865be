import { ENOUGH_CPUS } from "../../stacks/cpu-requests.js";
import type { Row } from "./row.js";

/**
 * The CPUs of Docker. Pods reserve CPU before they run: with Istio's own requests the last ones of week 3 find none
 * left on a node with two, and stay Pending with "Insufficient cpu".
 * @param cpus undefined where Docker does not say; then there is no row.
 */
export function cpusRow(cpus: number | undefined): Row | undefined {
  if (cpus === undefined) return undefined;
  const detail = `Docker has ${cpus}`;
  if (cpus >= ENOUGH_CPUS) return { what: "cpus", verdict: "ok", detail };
  return {
    what: "cpus",
    verdict: "note",
    detail: `${detail}: Istio reserves less in a new lab (config key cpuRequests: small)`,
    next: `give Docker ${ENOUGH_CPUS} CPUs for Istio's own CPU requests`,
  };
}
