import type { Check } from "./checks.js";
import { itemOn } from "./items/index.js";
import { mistake } from "./mistake.js";
import type { LabState } from "./state.js";
import type { Versions } from "./versions.js";
import type { Otherwise, Step, Week } from "./week.js";

/** The Istios that a week is written for: its own, and those of which it says what is otherwise there. */
export const istiosOf = ({ versions, otherwise = [] }: Week): readonly string[] => [
  ...new Set([versions.istio, ...otherwise.map(({ istio }) => istio)]),
];

/**
 * A week on other versions than its own: its cluster and its mesh are of these at every step, and its steps tell and
 * check what is otherwise on them (`Week.otherwise`). The same week for its own versions.
 */
export function onVersions(week: Week, versions: Versions): Week {
  const { istio, kubernetes } = week.versions;
  if (versions.istio === istio && versions.kubernetes === kubernetes) return week;
  return { ...week, versions, steps: week.steps.map((step) => stepOn(week, step, versions)) };
}

/** What a step reads, its page or its checks, it reads when it is asked, here too. */
function stepOn({ id: week, otherwise = [] }: Week, step: Step, versions: Versions): Step {
  const { patch } = step;
  const here = otherwise.filter(({ at, istio }) => istio === versions.istio && at === step.id);
  const own = Object.getOwnPropertyDescriptors(step);
  const newer = (state: LabState): LabState => withVersions(patch?.(state) ?? state, versions);
  const told = here.map(({ says }) => `On Istio ${versions.istio}: ${says}`);
  return Object.defineProperties({} as Step, {
    ...own,
    ...(patch && { patch: { ...PROPERTY, value: newer } }),
    deviation: { ...PROPERTY, get: () => joined(step.deviation, ...told) },
    checks: { ...PROPERTY, get: () => here.reduce(withOthers(`${week} ${step.id}`), step.checks) },
  });
}

/** @throws UsageError for a check to be replaced that the step has not */
const withOthers =
  (at: string) =>
  (checks: readonly Check[], { instead = {} }: Otherwise): readonly Check[] => {
    const known = checks.map(({ says }) => says);
    const unknown = Object.keys(instead).find((says) => !known.includes(says));
    if (unknown !== undefined)
      throw mistake(at, `otherwise replaces "${unknown}", which is no check`, known.join("; "));
    return checks.flatMap((check) => {
      if (!(check.says in instead)) return [check];
      const other = instead[check.says];
      return other === undefined ? [] : [{ ...check, ...other }];
    });
  };

const PROPERTY = { enumerable: true, configurable: true } as const;

const joined = (...texts: readonly (string | undefined)[]): string | undefined => {
  const all = texts.filter((text) => text !== undefined);
  return all.length === 0 ? undefined : all.join("\n\n");
};

/** A state whose items are of these versions. */
const withVersions = (state: LabState, versions: Versions): LabState =>
  Object.fromEntries(Object.entries(state).map(([key, item]) => [key, itemOn(item, versions)]));
