import { describe, expect, it } from "@jest/globals";
import { diffLabs } from "../../../app/bring/lab-diff.js";
import { changesAnything, isThere, type Examined } from "../../../app/bring/plan.js";
import type { Cure, Problem } from "../../../checks/health/problem.js";
import { objectsOf } from "../../../labs/objects.js";
import { nothing } from "../../../labs/state.js";
import { stateAt, type StepId } from "../../../labs/week.js";
import { week1 } from "../../../labs/week1/index.js";
import type { Rendered } from "../../../components/render/render.js";
import { parseConfig } from "../../../stacks/config.js";
import { fakeManifests } from "../../support/fake-manifests.js";

const config = parseConfig("week1", { target: "kwok", step: "1.54" });

const at = (step: StepId): Rendered => {
  const state = stateAt(week1, step);
  return { state, objects: objectsOf(state, fakeManifests, config) };
};

/** A plan to come from where the lab stands to a step. */
function planned(from: Rendered, to: Rendered, more: Partial<Examined> = {}): Examined {
  const lab = {
    ...{ week: week1, config, deployed: undefined, cluster: undefined },
    ...{ standing: from.state, at: undefined, asked: week1.base },
  };
  return {
    ...{ lab, from, to, diff: diffLabs(from, to, config), stopover: undefined },
    ...{ replaces: [], takesDown: undefined, isHalfWay: false },
    ...{ findings: { drift: [], problems: [] }, again: [] },
    ...more,
  };
}

const problem = (cure?: Cure): Problem => ({
  ...{ code: "c", object: "Pod/shop/web", weight: "fault", says: "it does not work" },
  ...(cure && { cure }),
});

describe("a plan", () => {
  it("to where the lab stands needs nothing", () => {
    const plan = planned(at("1.54"), at("1.54"));
    expect(isThere(plan)).toBe(true);
    expect(changesAnything(plan)).toBe(false);
  });

  it("to another state changes something", () => {
    const plan = planned(at("1.54"), at("1.55"));
    expect(isThere(plan)).toBe(false);
    expect(changesAnything(plan)).toBe(true);
  });

  it("to make a lab changes something", () => {
    expect(changesAnything(planned({ state: nothing, objects: [] }, at("1.54")))).toBe(true);
  });

  it("is not there while the last run ended on its way", () => {
    expect(isThere(planned(at("1.54"), at("1.54"), { isHalfWay: true }))).toBe(false);
  });

  it("changes something where anything was changed by hand", () => {
    const drift = [{ key: "Service/shop/web", fields: [], by: undefined }];
    const plan = planned(at("1.54"), at("1.54"), { findings: { drift, problems: [] } });
    expect(changesAnything(plan)).toBe(true);
  });

  it.each<[boolean, string, Cure | undefined]>([
    [true, "is cured by something that a learner notices", { how: "uncordon", node: "n" }],
    [false, "is only waited for", { how: "wait" }],
    [false, "is only tried again", { how: "retry", namespace: "shop" }],
    [false, "has no cure", undefined],
  ])("asks (%s) where a problem %s", (expected, _title, cure) => {
    const findings = { drift: [], problems: [problem(cure)] };
    expect(changesAnything(planned(at("1.54"), at("1.54"), { findings }))).toBe(expected);
  });
});
