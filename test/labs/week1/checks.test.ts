import { describe, expect, it } from "@jest/globals";
import { checksAt as holding } from "../../../checks/result.js";
import { objectIn, objectsIn } from "../../../labs/contents.js";
import type { Check } from "../../../labs/checks.js";
import { meets } from "../../../labs/expected.js";
import { valueAt } from "../../../labs/fields.js";
import type { ObjectProbe } from "../../../labs/probe-kinds.js";
import { indexOf, stateAt, type StepId } from "../../../labs/week.js";
import { week1 } from "../../../labs/week1/index.js";

/** Objects that the week's checks ask for but that others make, so that the state does not hold them. */
const MADE_BY_OTHERS: readonly { readonly who: string; readonly keys: RegExp }[] = [
  { who: "istioctl and the addons of the release", keys: /^[A-Za-z]+\/istio-system(\/|$)/ },
  { who: "istioctl, for the whole cluster", keys: /^Namespace\/istio-system$/ },
  { who: "the endpoints controller", keys: /^Endpoints\// },
  { who: "kind or kwok", keys: /^(Namespace\/default|Service\/default\/kubernetes|Node\/)/ },
];

/** Kinds that the week's checks count but that others make. */
const COUNTED_ELSEWHERE = ["nodes", "customresourcedefinitions.apiextensions.k8s.io"];

const isMadeByOthers = (key: string): boolean => MADE_BY_OTHERS.some(({ keys }) => keys.test(key));

const checksAt = (id: StepId): Check[] => holding(week1, id).map(({ check }) => check);

const objectChecks = (id: StepId): [string, ObjectProbe][] =>
  checksAt(id).flatMap(({ says, needs, probe }) =>
    needs === "objects" && probe.kind === "object" ? [[says, probe] as [string, ObjectProbe]] : [],
  );

/** Why the state's own objects fail a check; empty where they pass it or can't know. */
function failures(id: StepId, { object, fields = {} }: ObjectProbe): string[] {
  const found = objectIn(stateAt(week1, id), object);
  if (fields === "absent") return found === undefined ? [] : [`${object} is there`];
  if (found === undefined) return [`${object} is not there`];
  return Object.entries(fields)
    .filter(([path]) => !path.startsWith("status."))
    .flatMap(([path, expected]) => {
      const failure = meets(valueAt(found, path), expected);
      return failure === undefined ? [] : [`${object} ${path} ${failure}`];
    });
}

const untilTeardown = week1.steps.filter(({ id }) => id !== "1.60");

describe("the checks of week 1", () => {
  it.each(week1.steps)("there is at least one for step $id, each with a hint", ({ checks }) => {
    expect(checks).not.toHaveLength(0);
    for (const { says, hint } of checks) {
      expect(says).toMatch(/^\S.*[^.\s]$/);
      expect(hint).toMatch(/\S/);
    }
  });

  it("say different things within a step", () => {
    const twice = week1.steps.filter(
      ({ checks }) => new Set(checks.map(({ says }) => says)).size < checks.length,
    );
    expect(twice.map(({ id }) => id)).toEqual([]);
  });

  it("end at a later step of the week, where they end before the teardown", () => {
    for (const { id, checks } of week1.steps) {
      for (const { until } of checks) {
        if (until !== undefined) expect(indexOf(week1, until)).toBeGreaterThan(indexOf(week1, id));
      }
    }
  });

  it.each(untilTeardown)("agree with the objects of the state at $id", ({ id }) => {
    const own = objectChecks(id).filter(([, { object }]) => !isMadeByOthers(object));
    expect(
      own.flatMap(([says, probe]) => failures(id, probe).map((why) => `${says}: ${why}`)),
    ).toEqual([]);
  });

  it.each(untilTeardown)("agree with the number of routing objects at $id", ({ id }) => {
    const keys = Object.keys(objectsIn(stateAt(week1, id)));
    for (const { probe } of checksAt(id)) {
      if (probe.kind !== "count" || COUNTED_ELSEWHERE.includes(probe.of)) continue;
      const kind = probe.of.replace(/s\..*$/, "");
      const found = keys.filter((key) =>
        key.toLowerCase().startsWith(`${kind}/${probe.namespace ?? ""}/`),
      );
      expect([probe.of, found.length]).toEqual([probe.of, probe.count]);
    }
  });

  it("skip no object of the state as made by others", () => {
    const keys = week1.steps.flatMap(({ id }) => Object.keys(objectsIn(stateAt(week1, id))));
    expect([...new Set(keys)].filter(isMadeByOthers)).toEqual([]);
  });

  it("have expressions and paths that can be read", () => {
    for (const { probe } of week1.steps.flatMap(({ checks }) => checks)) {
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
