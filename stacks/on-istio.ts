import { istiosOf, onVersions } from "../labs/on-versions.js";
import type { Week } from "../labs/week.js";
import { UsageError } from "../lib/errors.js";
import { NAMESPACE } from "../lib/settings.js";
import { versionsOn } from "../tools/of-stack.js";

/**
 * A week as a lab has it whose config names another Istio.
 * @param istio the config value; undefined, or one that the week is not written for: the week's own. `parseConfig`
 * refuses the latter, and commands that pass over mistakes need a week all the same.
 */
export const onIstio = (week: Week, istio: string | undefined): Week =>
  onVersions(week, versionsOn(week, istio));

/** @throws UsageError `bad-config-value` for an Istio that the week is not written for */
export function requireIstio(week: Week, istio: string): void {
  const allowed = istiosOf(week);
  if (allowed.includes(istio)) return;
  throw new UsageError(
    "bad-config-value",
    `Config value "${NAMESPACE}:istio" of stack ${week.id} is "${istio}", which ${week.id} is not written for. Allowed: ${allowed.join(", ")}.`,
    { next: `./lab config rm istio --week ${week.id}` },
  );
}
