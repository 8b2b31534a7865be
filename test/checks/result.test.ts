import { describe, expect, it } from "@jest/globals";
import { checksAt, checksOf } from "../../checks/result.js";
import type { Check } from "../../labs/checks.js";
import { has } from "../../labs/probes.js";
import { cluster, drop, runContainers, teardown, type Patch } from "../../labs/state.js";
import type { Step, StepId, Week } from "../../labs/week.js";
import { cluster1 } from "../../labs/week1/cluster.js";
import { httpbin } from "../support/clusterless.js";

const check = (says: string, more: Partial<Check> = {}): Check => ({
  says,
  needs: "objects",
  probe: has("Namespace/default"),
  ...more,
});

const step = (id: StepId, patch: Patch, ...checks: readonly Check[]): Step => ({
  id,
  kind: "change",
  title: id,
  lesson: id,
  commands: [],
  patch,
  checks,
});

const still: Patch = (state) => state;

const week: Week = {
  id: "week9",
  title: "a week",
  versions: { kubernetes: "1.23.17", istio: "1.17.8" },
  base: "9.2",
  steps: [
    step("9.1", still, check("tools are there")),
    step("9.2", cluster(cluster1), check("for ever"), check("for two", { until: "9.4" })),
    step("9.3", still),
    step("9.4", still, check("last")),
    step("9.5", teardown, check("all is gone")),
  ],
};

const says = (checks: readonly { readonly check: Check }[]): string[] =>
  checks.map((item) => item.check.says);

describe("the checks at a step", () => {
  it.each<[StepId, string[]]>([
    ["9.2", ["tools are there", "for ever", "for two"]],
    ["9.3", ["tools are there", "for ever", "for two"]],
    ["9.4", ["tools are there", "for ever", "last"]],
  ])("are those that hold from it or an earlier one on, to their end: %s", (at, expected) => {
    expect(says(checksAt(week, at))).toEqual(expected);
  });

  it("are none of a step beside the way, but where the lab stands at it", () => {
    const aside: Step = { ...step("9.3", still, check("all at once")), beside: true };
    const steps = week.steps.map((one) => (one.id === "9.3" ? aside : one));
    expect(says(checksAt({ ...week, steps }, "9.3"))).toContain("all at once");
    expect(says(checksAt({ ...week, steps }, "9.4"))).not.toContain("all at once");
  });

  it.each<[StepId, string[]]>([
    ["9.1", ["tools are there"]],
    ["9.5", ["all is gone"]],
  ])("are its own only where there is no cluster: %s", (at, expected) => {
    expect(says(checksAt(week, at))).toEqual(expected);
  });

  it("are not those of steps with a cluster where only that is gone", () => {
    const mixed: Week = {
      ...week,
      steps: [
        step("9.1", runContainers(httpbin), check("httpbin runs")),
        step("9.2", cluster(cluster1), check("the cluster answers")),
        step("9.3", drop("cluster"), check("the cluster is gone")),
      ],
    };
    expect(says(checksAt(mixed, "9.2"))).toEqual(["httpbin runs", "the cluster answers"]);
    expect(says(checksAt(mixed, "9.3"))).toEqual(["httpbin runs", "the cluster is gone"]);
  });

  it("name the step that each belongs to", () => {
    expect(checksAt(week, "9.4").map((item) => item.step)).toEqual(["9.1", "9.2", "9.4"]);
  });

  it("of one step are its own, at their end too", () => {
    expect(says(checksOf(week, "9.2"))).toEqual(["for ever", "for two"]);
    expect(checksOf(week, "9.3")).toEqual([]);
  });
});
