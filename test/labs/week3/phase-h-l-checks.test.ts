import { describe, expect, it } from "@jest/globals";
import { itemsOf } from "../../../labs/contents.js";
import { valueAt } from "../../../labs/fields.js";
import { simpleLoops } from "../../../labs/week3/simple-loops.js";
import { hollow } from "../../support/hollow.js";
import { at, steps } from "./chapter6.js";

describe("the checks of chapter 6", () => {
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
  it.each(steps)("write no field at $id that the API server drops", ({ id }) => {
    expect(hollow(itemsOf(at(id), "object").map(({ object }) => object))).toEqual([]);
  });

  it("have loops that ask simple-web on the host itself, by its name", () => {
    for (const loop of simpleLoops) {
      expect(loop.request).toEqual({
        url: "http://127.0.0.1:30000/",
        headers: { Host: "simple-web.istioinaction.io" },
      });
      const ids = steps.map(({ id }) => id);
      expect(loop.steps.filter((id) => !ids.includes(id))).toEqual([]);
    }
    const meant = simpleLoops.flatMap((loop) => loop.steps);
    expect(new Set(meant).size).toBe(meant.length);
  });

  /** What the notes do that the lab does not, and a word of the reason. */
  it.each([
    ["3.32", "selector"],
    ["3.32", "/etc/hosts"],
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
