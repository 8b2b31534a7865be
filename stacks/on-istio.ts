import { samplesIn } from "../labs/contents.js";
import { onVersions } from "../labs/on-versions.js";
import { stateAt, type Week } from "../labs/week.js";
import { UsageError } from "../lib/errors.js";
import { NAMESPACE } from "../lib/settings.js";
import { ISTIO, istioRelease, versionsWith } from "../tools/releases.js";

/**
 * A week as a lab has it whose config names another Istio.
 * @param istio the config value; undefined, or no release that there are tools for: the week's own. `parseConfig`
 * refuses the latter, and commands that pass over mistakes need a week all the same.
 */
export const onIstio = (week: Week, istio: string | undefined): Week =>
  onVersions(week, versionsWith(week.versions, istio));

/** The samples that a week is made of at one step or another, and that a release has not. */
function missingSamples(week: Week, istio: string): string[] {
  const has = istioRelease(istio)?.samples ?? {};
  const needed = week.steps.flatMap(({ id }) => samplesIn(stateAt(week, id)));
  return [...new Set(needed)].filter((name) => has[name] === undefined);
}

/** @throws UsageError `bad-config-value` for an Istio without a sample that the week is made of */
export function requireSamples(week: Week, istio: string): void {
  const missing = missingSamples(week, istio);
  if (missing.length === 0) return;
  const allowed = Object.keys(ISTIO).filter((each) => missingSamples(week, each).length === 0);
  throw new UsageError(
    "bad-config-value",
    `Config value "${NAMESPACE}:istio" of stack ${week.id} is "${istio}", which has no sample ${missing.join(", ")}; the week is made of them. Allowed: ${allowed.join(", ")}.`,
    { next: `./lab config rm istio --week ${week.id}` },
  );
}
