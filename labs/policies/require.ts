import { UsageError } from "../../lib/errors.js";
import { UNPINNED_IMAGES } from "../apps/images.js";
import { clusterOf, objectIn, strandedIn } from "../contents.js";
import { titleOf } from "../kube.js";
import type { LabObject } from "../objects.js";
import type { LabState } from "../state.js";
import { isOnPurpose } from "../slips.js";
import { violations } from "./index.js";

/** A lab as it is to be made. */
export interface ToBeMade {
  /** The week's id. */
  readonly week: string;
  readonly step: string;
  readonly state: LabState;
  /** All of its objects, those of Istio and of the addons among them. */
  readonly objects: readonly LabObject[];
}

/**
 * Refuses a lab with an object that could not do what it is for, or with anything that needs a cluster where there is
 * none. A route may lead to a Service of others, so all objects are looked at; those that others wrote are not judged,
 * nor those that are wrong on purpose.
 * @throws UsageError `broken-rule` with each object that breaks one, what was seen and what is allowed
 */
export function requireRules({ week, step, state, objects }: ToBeMade): void {
  const context = { cluster: clusterOf(state), unpinned: UNPINNED_IMAGES };
  const broken = violations(
    objects.map(({ object }) => object),
    context,
  ).filter(({ object }) => {
    const own = objectIn(state, object);
    return own !== undefined && !isOnPurpose(own);
  });
  const lines = [
    ...strandedIn(state).map(
      (title) => `  ${title}: there is no cluster. Allowed: at a step that has one.`,
    ),
    ...broken.map(
      ({ object, says, allowed }) => `  ${titleOf(object)}: ${says}. Allowed: ${allowed}.`,
    ),
  ];
  if (lines.length === 0) return;
  throw new UsageError(
    "broken-rule",
    `${week} at step ${step} can't be made as it is written:\n${lines.join("\n")}`,
    { next: `./lab objects ${week} --step ${step}` },
  );
}
