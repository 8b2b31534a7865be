import { atMost, fitOf, type Capacity } from "../../labs/requests/fit.js";
import type { Week } from "../../labs/week.js";
import { messageOf } from "../../lib/errors.js";
import { parseConfig } from "../../stacks/config.js";
import { ENOUGH_CPUS, ENOUGH_MEMORY, chooseRequests } from "../../stacks/requests.js";
import { readSettings } from "../../lib/settings.js";
import { deployed } from "../../stacks/checkpoint.js";
import type { Wanted } from "../../app/events.js";
import { wantedBy } from "../../app/lab/room.js";
import { gigabytes } from "../../lib/progress.js";
import { amountText, capacityText, giveDocker } from "../../app/lab/amount-text.js";
import { dockerTarget } from "../../targets/index.js";
import type { Row } from "./row.js";

/**
 * The CPUs and the memory of Docker. Pods reserve both before they run: with Istio's own requests the last ones find
 * nothing left on a small node, and stay Pending with "Insufficient cpu" or "Insufficient memory".
 */
export function capacityRow(there: Capacity): Row {
  const what = "docker size";
  const detail = capacityText(there);
  const few = there.cpus < ENOUGH_CPUS;
  const little = there.bytes < ENOUGH_MEMORY;
  const small = [...(few ? ["cpuRequests"] : []), ...(little ? ["memoryRequests"] : [])];
  const wanted = [
    ...(few ? [`${ENOUGH_CPUS} CPUs`] : []),
    ...(little ? [`${gigabytes(ENOUGH_MEMORY)} of memory`] : []),
  ];
  if (small.length === 0) return { what, verdict: "ok", detail };
  return {
    what,
    verdict: "note",
    detail: `${detail}: Istio reserves less in a new lab (${small.map((key) => `${key}: small`).join(", ")})`,
    next: `give Docker ${wanted.join(" and ")} for Istio's own requests`,
  };
}

/** What a week reserves against what Docker has. */
export function weekRow({ week, step, here, most }: Wanted, there: Capacity): Row {
  const detail = `reserves ${amountText(here)} at step ${step}, at most ${amountText(atMost(most))}`;
  const fits = fitOf(here, there).kind;
  if (fits === "short") {
    const next = giveDocker(here);
    return { what: week, verdict: "bad", detail: `${detail}: more than Docker has`, next };
  }
  const later = fitOf(atMost(most), there).kind;
  if (later === "short") {
    const next = giveDocker(atMost(most));
    return { what: week, verdict: "note", detail: `${detail}: not all steps fit`, next };
  }
  if (later === "tight")
    return {
      what: week,
      verdict: "note",
      detail: `${detail}: memory is scarce, the node's own use comes on top`,
    };
  return { what: week, verdict: "ok", detail };
}

/**
 * The row of a week, at the step that its config names and with the requests that it has or would be made with.
 * Without the tools that render it there is only the reason why nothing was added up.
 */
export async function roomOf(week: Week, there: Capacity): Promise<Row | undefined> {
  try {
    const settings = await readSettings(week.id);
    const stands = (await deployed(week.id))?.cluster !== undefined;
    const look = () => Promise.resolve(there);
    const { cpuRequests, memoryRequests } = await chooseRequests(
      dockerTarget,
      settings,
      stands,
      look,
    );
    const requests = {
      ...(cpuRequests === undefined ? {} : { cpuRequests }),
      ...(memoryRequests === undefined ? {} : { memoryRequests }),
    };
    const config = parseConfig(week.id, { ...settings, ...requests, target: dockerTarget.name });
    const wanted = await wantedBy(week, config.step, config);
    return wanted === undefined ? undefined : weekRow(wanted, there);
  } catch (error) {
    return { what: week.id, verdict: "missing", detail: `not added up: ${messageOf(error)}` };
  }
}
