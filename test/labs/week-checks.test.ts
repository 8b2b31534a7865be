import { describe, expect, it } from "@jest/globals";
import { checksAt as holding } from "../../checks/result.js";
import type { Check } from "../../labs/checks.js";
import { clusterOf, objectIn, objectsIn } from "../../labs/contents.js";
import { meets } from "../../labs/expected.js";
import { valueAt } from "../../labs/fields.js";
import { weeks } from "../../labs/index.js";
import type { ObjectProbe } from "../../labs/probe-kinds.js";
import { indexOf, stateAt, type StepId, type Week } from "../../labs/week.js";

/** Objects that checks ask for but that others make, so that the state does not hold them. */
const MADE_BY_OTHERS: readonly { readonly who: string; readonly keys: RegExp }[] = [
  {
    who: "istioctl and the addons of the release",
    keys: /^(?:Deployment\/istio-system\/(?:istio|prometheus|grafana|jaeger|kiali)|(?:Namespace|Service|ConfigMap|IstioOperator|PodDisruptionBudget|ServiceAccount|HorizontalPodAutoscaler)\/istio-system(?:\/|$)|EnvoyFilter\/istio-system\/)/,
  },
  {
    who: "istioctl, for the whole cluster",
    keys: /^(?:Mutating|Validating)WebhookConfiguration\//,
  },
  { who: "the endpoints controller", keys: /^Endpoints\// },
  {
    who: "kind or kwok",
    keys: /^(?:Namespace\/(?:default|kube-system)$|Service\/default\/kubernetes$|Node\/)/,
  },
  { who: "files of definitions", keys: /^CustomResourceDefinition\// },
  {
    who: "the samples of the release",
    keys: /^(?:Deployment|ServiceAccount)\/default\/(?:bookinfo|details|ratings|reviews|productpage)-/,
  },
  { who: "the release's dashboards", keys: /^ConfigMap\/prometheus\/istio-dashboards$/ },
];

/** Checks with these needs ask for what programs make while they run. */
const MADE_BY_PROGRAMS: ReadonlySet<Check["needs"]> = new Set(["metrics", "mesh", "node"]);

/** Kinds that others make too. */
const COUNTED_ELSEWHERE = /^(?:nodes|secrets|customresourcedefinitions|envoyfilters)/;

/** All that a week declares itself, at whatever step. */
const declaredBy = (week: Week): ReadonlySet<string> =>
  new Set(week.steps.flatMap(({ id }) => Object.keys(objectsIn(stateAt(week, id)))));

const checksAt = (week: Week, id: StepId): Check[] => holding(week, id).map(({ check }) => check);

/** Why the state's own objects fail a check; empty where they pass it or can't know. */
function failures(week: Week, id: StepId, { object, fields = {} }: ObjectProbe): string[] {
  const found = objectIn(stateAt(week, id), object);
  if (fields === "absent") return found === undefined ? [] : [`${object} is there`];
  if (found === undefined) return [`${object} is not there`];
  return Object.entries(fields)
    .filter(([path]) => !path.startsWith("status."))
    .flatMap(([path, expected]) => meets(valueAt(found, path), expected) ?? []);
}

describe.each(weeks)("the checks of $id", (week) => {
  const own = declaredBy(week);
  const isMadeByOthers = (key: string): boolean =>
    !own.has(key) && MADE_BY_OTHERS.some(({ keys }) => keys.test(key));
  const standing = week.steps.filter(({ id }) => clusterOf(stateAt(week, id)) !== undefined);

  it.each(week.steps)("there is at least one for step $id, each with a hint", ({ checks }) => {
    expect(checks).not.toHaveLength(0);
    for (const { says, hint } of checks) {
      expect(says).toMatch(/^\S.*[^.\s]$/);
      expect(hint).toMatch(/\S/);
    }
    expect(new Set(checks.map(({ says }) => says)).size).toBe(checks.length);
  });

  it("end at a later step of the week, where they end", () => {
    for (const { id, checks } of week.steps) {
      for (const { until } of checks) {
        if (until !== undefined) expect(indexOf(week, until)).toBeGreaterThan(indexOf(week, id));
      }
    }
  });

  it.each(standing)("agree with the objects of the state at $id", ({ id }) => {
    const wrong = checksAt(week, id).flatMap(({ says, needs, probe }) => {
      if (probe.kind !== "object" || MADE_BY_PROGRAMS.has(needs)) return [];
      if (isMadeByOthers(probe.object)) return [];
      return failures(week, id, probe).map((why) => `${says}: ${why}`);
    });
    expect(wrong).toEqual([]);
  });

  it.each(standing)("agree with the number of objects at $id", ({ id }) => {
    const keys = Object.keys(objectsIn(stateAt(week, id)));
    for (const { probe } of checksAt(week, id)) {
      if (probe.kind !== "count" || COUNTED_ELSEWHERE.test(probe.of)) continue;
      const kind = probe.of.replace(/\..*$/, "").replace(/(?:ies|s)$/, "");
      const found = keys.filter((key) =>
        key.toLowerCase().match(new RegExp(`^${kind}y?/${probe.namespace ?? ""}/`)),
      );
      expect([probe.of, found.length]).toEqual([probe.of, probe.count]);
    }
  });

  it("have expressions and paths that can be read", () => {
    for (const { probe } of week.steps.flatMap(({ checks }) => checks)) {
      if (probe.kind === "object" && probe.fields !== "absent") {
        for (const path of Object.keys(probe.fields ?? {})) {
          expect(() => valueAt({}, path)).not.toThrow();
        }
      }
      if (probe.kind === "command") {
        expect(() => new RegExp(probe.matches ?? "", "m")).not.toThrow();
        expect(() => new RegExp(probe.lacks ?? "", "m")).not.toThrow();
      }
    }
  });
});
