import type { Check } from "../checks.js";
import { clusterOf, objectsIn } from "../contents.js";
import { titleOf, type ObjectKey } from "../kube.js";
import type { StepId } from "../ids.js";
import { getCommand } from "./hint.js";
import { nothing } from "../state.js";
import { nextChange, type Timeline } from "./timeline.js";

/** From how many objects on a sentence names one of them only. */
const MANY = 4;
/** A namespace's objects, and those of a controller, take a while to go. */
const GONE_MS = 60_000;

/**
 * What a step declares is in the cluster, as long as no later step declares it otherwise; what it removes is gone, at
 * the next change at the latest: others may make it again.
 */
export function ownChecks(timeline: Timeline, place: number): Check[] {
  const { [place - 1]: last = nothing, [place]: state = nothing } = timeline.states;
  // without a cluster there is nothing to ask
  if (clusterOf(state) === undefined) return [];
  const [before, objects] = [objectsIn(last), objectsIn(state)];
  const changed = timeline.changed[place] ?? new Set<string>();
  const declared = Object.keys(objects).filter((key) => changed.has(key));
  const groups = new Map<StepId | undefined, ObjectKey[]>();
  for (const key of declared) {
    const until = nextChange(timeline, place, new Set([key]));
    groups.set(until, [...(groups.get(until) ?? []), key]);
  }
  const gone = Object.keys(before).filter((key) => !(key in objects));
  const next = nextChange(timeline, place);
  return [
    ...[...groups].map(([until, keys]) => declaredCheck(keys, until)),
    ...(gone.length === 0
      ? []
      : [{ ...goneCheck(gone), ...(next === undefined ? {} : { until: next }) }]),
  ];
}

const declaredCheck = (keys: readonly ObjectKey[], until: StepId | undefined): Check => ({
  says: `${named(keys)} ${keys.length === 1 ? "is in the cluster as the step declares it" : "are in the cluster as the step declares them"}`,
  needs: "objects",
  probe: { kind: "own", keys, are: "declared" },
  ...(until === undefined ? {} : { until }),
  hint: hintFor(keys),
});

const goneCheck = (keys: readonly ObjectKey[]): Check => ({
  says: `${named(keys)} ${keys.length === 1 ? "is" : "are"} gone`,
  needs: "objects",
  probe: { kind: "own", keys, are: "gone" },
  timeoutMs: GONE_MS,
  hint: hintFor(keys),
});

const hintFor = ([first = "", ...others]: readonly ObjectKey[]): string =>
  others.length === 0
    ? getCommand(first)
    : "./lab status names what is missing or was changed by hand";

/** `VirtualService catalog and Gateway catalog-gateway`, or `14 objects, ServiceAccount flagger among them,`. */
function named(keys: readonly ObjectKey[]): string {
  const titles = keys.map((key) => titleOf(key.replace(/\/.*\//, "/")).trim());
  const last = titles.pop() ?? "";
  if (titles.length === 0) return last;
  if (keys.length < MANY) return `${titles.join(", ")} and ${last}`;
  return `${keys.length} objects, ${titles[0] ?? ""} among them,`;
}
