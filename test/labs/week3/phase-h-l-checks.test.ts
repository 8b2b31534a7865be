import { describe, expect, it } from "@jest/globals";
import { UNPINNED_IMAGES } from "../../../labs/apps/images.js";
import type { Check } from "../../../labs/checks.js";
import { meets, valueAt } from "../../../labs/fields.js";
import { violations } from "../../../labs/policies.js";
import type { ObjectProbe } from "../../../labs/probe-kinds.js";
import { indexOf } from "../../../labs/week.js";
import { simpleLoops } from "../../../labs/week3/simple-loops.js";
import { hollow } from "../../support/hollow.js";
import { at, chapter6, checksAt, steps } from "./chapter6.js";

/** Objects that the checks ask for but that others make. */
const MADE_BY_OTHERS = /^(?:Endpoints\/|(?:ConfigMap|IstioOperator)\/istio-system\/)/;

/** Why the state's own objects fail a check; empty where they pass it or can't know. */
function failures(id: string, { object, fields = {} }: ObjectProbe): string[] {
  const found = at(id).objects[object]?.object;
  if (fields === "absent") return found === undefined ? [] : [`${object} is there`];
  if (found === undefined) return [`${object} is not there`];
  return Object.entries(fields)
    .filter(([path]) => !path.startsWith("status."))
    .flatMap(([path, expected]) => meets(valueAt(found, path), expected) ?? []);
}

describe("the checks of chapter 6", () => {
  it.each(steps)("there is at least one for step $id, each with a hint", ({ checks }) => {
    expect(checks).not.toHaveLength(0);
    for (const { says, hint } of checks) {
      expect(says).toMatch(/^\S.*[^.\s]$/);
      expect(hint).toMatch(/\S/);
    }
  });

  it.each(steps)("say different things within step $id", ({ checks }) => {
    expect(new Set(checks.map(({ says }) => says)).size).toBe(checks.length);
  });

  it("end at a later step, where they end", () => {
    for (const { id, checks } of steps) {
      for (const { until } of checks) {
        if (until !== undefined) {
          expect(indexOf(chapter6, until)).toBeGreaterThan(indexOf(chapter6, id));
        }
      }
    }
  });

  it.each(steps)("agree with the objects of the state at $id", ({ id }) => {
    const wrong = checksAt(id).flatMap(({ says, probe }) =>
      probe.kind === "object" && !MADE_BY_OTHERS.test(probe.object)
        ? failures(id, probe).map((why) => `${says}: ${why}`)
        : [],
    );
    expect(wrong).toEqual([]);
  });

  it.each(steps)("count the objects of the state at $id", ({ id }) => {
    for (const { probe } of checksAt(id)) {
      if (probe.kind !== "count") continue;
      const rules = Object.keys(at(id).objects).filter((key) => key.startsWith("DestinationRule/"));
      expect([probe.of, rules.length]).toEqual([
        "destinationrules.networking.istio.io",
        probe.count,
      ]);
    }
  });

  /** Commands that send many requests. They are asked side by side, so a second one would disturb the first. */
  const sends = ({ probe }: Check): boolean =>
    probe.kind === "command" && /^(?:fortio load|curl) /.test(probe.command.join(" "));

  it.each(steps)(
    "send at most one load at a time at $id, and for that step's own sake",
    ({ id }) => {
      const own = steps.find((step) => step.id === id)?.checks ?? [];
      const loads = checksAt(id).filter(sends);
      expect(loads.length).toBeLessThan(2);
      expect(loads.filter((check) => !own.includes(check))).toEqual([]);
    },
  );

  it("have paths and expressions that can be read", () => {
    for (const { probe } of steps.flatMap(({ checks }) => checks)) {
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

describe("the steps of chapter 6", () => {
  it.each(steps)("$id has a title, a lesson and commands, one line each", (step) => {
    for (const line of [step.title, step.lesson, ...step.commands]) {
      expect(line).toMatch(/^\S.*\S$/);
    }
    expect(step.commands).not.toHaveLength(0);
    expect(step.title).not.toMatch(/\.$/);
    expect(step.lesson).toMatch(/\.$/);
  });

  it("have a title of their own", () => {
    expect(new Set(steps.map(({ title }) => title)).size).toBe(35);
  });

  it.each(steps)(
    "keep all rules at $id, and write no field that the API server drops",
    ({ id }) => {
      const { objects, cluster } = at(id);
      const plain = Object.values(objects).map(({ object }) => object);
      expect(violations(plain, { cluster, unpinned: UNPINNED_IMAGES })).toEqual([]);
      expect(hollow(plain)).toEqual([]);
    },
  );

  it("have loops that ask simple-web on the host itself, by its name", () => {
    for (const loop of simpleLoops) {
      expect(loop.request).toEqual({
        url: "http://127.0.0.1:30000/",
        headers: { Host: "simple-web.istioinaction.io" },
      });
      for (const id of loop.steps) expect(indexOf(chapter6, id)).toBeGreaterThan(0);
    }
    const meant = simpleLoops.flatMap((loop) => loop.steps);
    expect(new Set(meant).size).toBe(meant.length);
  });

  /** weeks/week3.md 9: what the notes do that the lab does not, and a word of the reason. */
  it.each([
    ["3.32", "selector"],
    ["3.32", "/etc/hosts"],
    ["3.33", "LEAST_REQUEST"],
    ["3.34", "fortio"],
    ["3.35", "wrong pod"],
    ["3.36", "web page"],
    ["3.39", "deleted"],
    ["3.43", "10 to 20 ms"],
    ["3.46", "NodePort"],
    ["3.47", "0.75"],
    ["3.49", "print"],
    ["3.53", "never delete"],
    ["3.54", "annotation"],
    ["3.55", "kubectl scale"],
    ["3.60", "kubectl patch"],
    ["3.63", "access log"],
    ["3.63", "EnvoyFilter"],
    ["3.64", "no such step"],
    ["3.66", "5x"],
  ])("%s names where it differs from the notes: %s", (id, word) => {
    expect(steps.find((step) => step.id === id)?.deviation).toContain(word);
  });
});
