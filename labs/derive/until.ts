import type { Probe, Until } from "../checks.js";
import { itemsOf, objectIn } from "../contents.js";
import { meets } from "../expected.js";
import { valueAt } from "../fields.js";
import type { StepId } from "../ids.js";
import type { CountProbe, ObjectProbe } from "../probe-kinds.js";
import type { LabState } from "../state.js";
import { nextChange, nextStep, type Timeline } from "./timeline.js";

/** What these count depends on all that happens to the mesh: the next change may end it. */
const COUNTING: ReadonlySet<Probe["kind"]> = new Set(["distribution", "load", "canary"]);

/**
 * The step from which on a check of a step is no longer true; undefined where nothing in the week ends it.
 * - Objects that the lab declares: the fold tells, as long as what is declared agrees with what is asked.
 * - Objects that others make, as istioctl or a controller: to the end.
 * - Shares and loads: until the next change.
 * - All else: until something that its step changed changes again.
 * @param place the step's place in the week
 * @param rule one of the rules by name, where the check's kind would choose another
 */
export function untilOf(
  timeline: Timeline,
  place: number,
  probe: Probe,
  rule: Exclude<Until, StepId> | undefined,
): StepId | undefined {
  switch (rule ?? ruleOf(timeline, place, probe)) {
    case "the end":
      return undefined;
    case "the next change":
      return nextChange(timeline, place);
    case "it changes again":
      return nextChange(timeline, place, timeline.changed[place]);
    case "the objects differ":
      return nextStep(
        timeline,
        place,
        (later) => declares(timeline.states[later], probe) === false,
      );
  }
}

type Rule = Exclude<Until, StepId> | "the objects differ";

function ruleOf({ states }: Timeline, place: number, probe: Probe): Rule {
  if (declares(states[place], probe) === true) return "the objects differ";
  if (probe.kind === "object") return "the end";
  return COUNTING.has(probe.kind) ? "the next change" : "it changes again";
}

/** Whether a lab's declared objects agree with a probe; undefined where they can't tell. */
function declares(state: LabState | undefined, probe: Probe): boolean | undefined {
  if (state === undefined) return undefined;
  if (probe.kind === "object") return agrees(state, probe);
  if (probe.kind === "count") return counts(state, probe);
  return undefined;
}

function agrees(state: LabState, { object, fields = {} }: ObjectProbe): boolean {
  const declared = objectIn(state, object);
  if (fields === "absent") return declared === undefined;
  if (declared === undefined) return false;
  return Object.entries(fields).every(
    ([path, expected]) =>
      path.startsWith("status.") || meets(valueAt(declared, path), expected) === undefined,
  );
}

/** `virtualservices.networking.istio.io` are the objects of kind VirtualService. */
function counts(state: LabState, { of, namespace, count }: CountProbe): boolean {
  const plural = of.replace(/\..*$/, "");
  const found = itemsOf(state, "object").filter(
    ({ object: { kind, metadata } }) =>
      pluralOf(kind.toLowerCase()) === plural && metadata.namespace === namespace,
  );
  return found.length === count;
}

const pluralOf = (kind: string): string =>
  kind.endsWith("y") ? `${kind.slice(0, -1)}ies` : kind.endsWith("s") ? kind : `${kind}s`;
