import type { LabObject } from "../../labs/objects.js";
import { fitOf, type Capacity } from "../../labs/requests/fit.js";
import { mostNeeded, neededBy } from "../../labs/requests/need.js";
import { clusterOf } from "../../labs/contents.js";
import type { LabState } from "../../labs/state.js";
import { stateAt, type StepId, type Week } from "../../labs/week.js";
import { UsageError } from "../../lib/errors.js";
import { renderStates } from "../../components/render/render.js";
import { anywhereTarget } from "../../targets/index.js";
import type { LabConfig } from "../../stacks/config.js";
import { dockerCapacity } from "../../stacks/requests.js";
import { amountText, capacityText, giveDocker } from "./amount-text.js";
import { notes, type Tell, type Wanted } from "../events.js";

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
    .filter(({ state }) => clusterOf(state) !== undefined);
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
  tell: Tell,
  look: () => Promise<Capacity | undefined> = dockerCapacity,
): Promise<void> {
  if (!config.target.needsDocker || clusterOf(stateAt(week, config.step)) === undefined) return;
  const there = await look();
  if (there === undefined) return;
  const wanted = await wantedBy(week, config.step, config, (states, where) =>
    renderStates(states, where, { note: notes(tell) }),
  );
  if (wanted === undefined) return;
  const error = tooSmall(wanted, there, config);
  if (error !== undefined) throw error;
  tell({ kind: "room", wanted, there });
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
