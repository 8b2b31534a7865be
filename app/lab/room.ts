import type { LabObject } from "../../labs/objects.js";
import { atMost, fitOf, type Capacity } from "../../labs/requests/fit.js";
import { mostNeeded, neededBy, type Need } from "../../labs/requests/need.js";
import type { Amount } from "../../labs/requests/pod.js";
import type { LabState } from "../../labs/state.js";
import { stateAt, type StepId, type Week } from "../../labs/week.js";
import { UsageError } from "../../lib/errors.js";
import { renderStates } from "../../render/render.js";
import { anywhereTarget } from "../../targets/index.js";
import type { LabConfig } from "../../stacks/config.js";
import { dockerCapacity } from "../../stacks/requests.js";
import { gigabytes } from "../../lib/progress.js";
import { amountText, capacityText } from "./amount-text.js";
import type { Output } from "../../cli/output.js";

/** What a week reserves: at the step that is asked for, and the most of all its steps. */
export interface Wanted {
  readonly week: string;
  readonly step: StepId;
  readonly here: Amount;
  readonly most: Need;
}

/** The config of a lab, as far as it decides what its pods reserve. */
type Where = Pick<LabConfig, "target" | "images" | "cpuRequests" | "memoryRequests">;

/**
 * Renders a week at all of its steps that have a cluster, and adds up what they reserve.
 * @returns undefined where the step that is asked for has none
 * @throws ToolError when a manifest can't be rendered.
 */
export async function wantedBy(
  week: Week,
  step: StepId,
  where: Where,
  render: (states: readonly LabState[], where: Where) => Promise<LabObject[][]> = renderStates,
): Promise<Wanted | undefined> {
  const steps = week.steps
    .map(({ id }) => ({ id, state: stateAt(week, id) }))
    .filter(({ state }) => state.cluster !== undefined);
  const rendered = await render(
    steps.map(({ state }) => state),
    where,
  );
  const all = steps.map(({ id }, index) => ({ step: id, objects: rendered[index] ?? [] }));
  const asked = all.find((each) => each.step === step);
  if (asked === undefined) return undefined;
  return { week: week.id, step, here: neededBy(asked.objects), most: mostNeeded(all) };
}

/**
 * Tells what a lab that is about to be made reserves against what Docker has.
 * @throws UsageError `docker-too-small` when some of its pods would surely stay Pending.
 */
export async function requireRoom(
  week: Week,
  config: LabConfig,
  output: Output,
  look: () => Promise<Capacity | undefined> = dockerCapacity,
): Promise<void> {
  if (!config.target.needsDocker || stateAt(week, config.step).cluster === undefined) return;
  const there = await look();
  if (there === undefined) return;
  const wanted = await wantedBy(week, config.step, config, (states, where) =>
    renderStates(states, where, { note: output.say }),
  );
  if (wanted === undefined) return;
  const error = tooSmall(wanted, there, config);
  if (error !== undefined) throw error;
  for (const line of roomLines(wanted, there)) output.say(line);
}

/** The error of a lab that surely does not fit at its step. */
export function tooSmall(
  { week, step, here }: Wanted,
  there: Capacity,
  { cpuRequests, memoryRequests }: Where,
): UsageError | undefined {
  const fit = fitOf(here, there);
  if (fit.kind !== "short") return undefined;
  const key =
    fit.memory && memoryRequests === "official"
      ? "memoryRequests"
      : fit.cpu && cpuRequests === "official"
        ? "cpuRequests"
        : undefined;
  const message = `${week} at step ${step} reserves ${amountText(here)}, its node included; Docker has ${capacityText(there)}.`;
  return new UsageError("docker-too-small", message, {
    next:
      key === undefined
        ? `${giveDocker(here)}; or, without traffic, ./lab up ${week} --target ${anywhereTarget.name}`
        : `./lab config set ${key} small --week ${week}; or ${giveDocker(here)}`,
  });
}

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

/** Where the size of Docker's machine is set; on Linux it is that of the computer. */
export function giveDocker(need: Amount): string {
  const count = Math.ceil(need.millicores / 1000);
  return `give Docker ${count} CPUs and ${gigabytes(need.bytes + HEADROOM)} of memory (Docker Desktop: Settings, Resources; colima: colima start --cpu ${count} --memory ${Math.ceil((need.bytes + HEADROOM) / 2 ** 30)})`;
}

/** What the node's own programs use beyond what they reserve, and Docker's machine for itself, in bytes. */
const HEADROOM = 1e9;
