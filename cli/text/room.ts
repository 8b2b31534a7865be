import { atMost, fitOf, type Capacity } from "../../labs/requests/fit.js";
import type { Need } from "../../labs/requests/need.js";
import type { Amount } from "../../labs/requests/pod.js";
import { amountText, capacityText, giveDocker } from "../../app/lab/amount-text.js";
import type { Wanted } from "../../app/events.js";

/** What a lab reserves, and what will be missing later or is scarce. */
export function roomLines({ step, here, most }: Wanted, there: Capacity): string[] {
  const reserved = `Step ${step} reserves ${amountText(here)} of Docker's ${capacityText(there)}; ${mostText(here, most)}.`;
  const fit = fitOf(atMost(most), there);
  if (fit.kind === "short")
    return [reserved, `Not all steps fit: for those ${giveDocker(atMost(most))}.`];
  if (fit.kind === "tight")
    return [
      reserved,
      "Memory is scarce: what the node itself uses comes on top. Close what you don't need.",
    ];
  return [reserved];
}

function mostText(here: Amount, most: Need): string {
  const { millicores: cpu, bytes: memory } = most;
  if (cpu.amount === here.millicores && memory.amount === here.bytes) return "no step needs more";
  const at = cpu.step === memory.step ? `step ${cpu.step}` : `steps ${cpu.step}, ${memory.step}`;
  return `at most ${amountText(atMost(most))} (${at})`;
}
