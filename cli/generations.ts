import { weeks } from "../labs/index.js";
import { eachPairOnce, type Versions } from "../labs/versions.js";
import { weekNamed } from "../stacks/config.js";
import { versionsOfStack } from "../tools/of-stack.js";
import { studied } from "../tools/pins.js";

/** The pairs of versions that the weeks are studied on, those of the first week first. */
export const generations: readonly Versions[] = eachPairOnce(weeks.map(({ versions }) => versions));

/** The ids of the weeks that are studied on a pair of versions. */
export const weeksOn = ({ kubernetes, istio }: Versions): readonly string[] =>
  weeks
    .filter(({ versions }) => versions.kubernetes === kubernetes && versions.istio === istio)
    .map(({ id }) => id);

/**
 * The pairs of versions that some weeks need images for: their own, for their applications, and those that the config of
 * a stack has in their place.
 * @param ids none: the pair of the study alone
 * @throws UsageError `unknown-week`
 */
export async function generationsFor(
  ids: readonly string[],
  ofStack: (stack: string) => Promise<Versions> = versionsOfStack,
): Promise<readonly Versions[]> {
  if (ids.length === 0) return [studied];
  const named = ids.map(weekNamed);
  const pairs = named.map(async ({ id, versions }) => [versions, await ofStack(id)]);
  return eachPairOnce((await Promise.all(pairs)).flat());
}
