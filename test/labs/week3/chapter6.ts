import { objectIn } from "../../../labs/contents.js";
import type { CommandProbe } from "../../../labs/probe-kinds.js";
import type { LabState } from "../../../labs/state.js";
import { indexOf, stateAt } from "../../../labs/week.js";
import { week3 } from "../../../labs/week3/index.js";

/** Chapter 6 of the book: steps 3.32 to 3.66. */
export const steps = week3.steps.slice(indexOf(week3, "3.32"));

export const at = (id: string): LabState => stateAt(week3, id);

/** The spec of an object at a step; undefined where it is not there. */
export const specAt = (id: string, key: string): unknown => objectIn(at(id), key)?.["spec"];

/** The command check of a step whose sentence has this in it. */
export function commandOf(id: string, says: string): CommandProbe {
  const checks = steps.find((step) => step.id === id)?.checks ?? [];
  const found = checks.find((check) => check.says.includes(says))?.probe;
  if (found?.kind !== "command") throw new Error(`${id} has no command check "${says}"`);
  return found;
}
