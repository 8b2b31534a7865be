import { describe, expect, it } from "@jest/globals";
import { clusterOf } from "../../../labs/contents.js";
import { weeks } from "../../../labs/index.js";
import { objectsOf, type Where } from "../../../labs/objects.js";
import { atMost, fitOf, type Capacity } from "../../../labs/requests/fit.js";
import { mostNeeded, neededBy, type Need } from "../../../labs/requests/need.js";
import { NODE_REQUESTS, NODE_USE_BYTES } from "../../../labs/requests/node.js";
import { stateAt, type Week } from "../../../labs/week.js";
import { ENOUGH_CPUS, ENOUGH_MEMORY } from "../../../stacks/requests.js";
import { fakeManifests, placed } from "../../support/fake-manifests.js";
import { deployment, requestingIstio } from "../../support/requesting-istio.js";
import { kind as onKind } from "../../../targets/kind.js";

const MI = 2 ** 20;
const asking = (cpu: string, memory: string) =>
  placed("webapp", deployment("web", { name: "one", resources: { requests: { cpu, memory } } }));

/** The most that a week needs, with Istio's own figures. */
function needOf(week: Week, where: Where): Need {
  const manifests = { ...fakeManifests, istio: () => requestingIstio };
  return mostNeeded(
    week.steps
      .map(({ id }) => ({ step: id, state: stateAt(week, id) }))
      .filter(({ state }) => clusterOf(state) !== undefined)
      .map(({ step, state }) => ({ step, objects: objectsOf(state, manifests, where) })),
  );
}

describe("what a lab needs", () => {
  it("has what the node of kind reserves for itself: 950m and 290Mi", () => {
    expect(NODE_REQUESTS).toEqual({ millicores: 950, bytes: 290 * MI });
    expect(neededBy([])).toEqual(NODE_REQUESTS);
    expect(neededBy(asking("50m", "10Mi"))).toEqual({ millicores: 1000, bytes: 300 * MI });
  });

  it("is the most of all steps, which may be another step for CPU than for memory", () => {
    const need = mostNeeded([
      { step: "1.1", objects: [] },
      { step: "1.2", objects: asking("2", "10Mi") },
      { step: "1.3", objects: asking("1", "1Gi") },
      { step: "1.4", objects: asking("1", "1Gi") },
    ]);
    expect(need).toEqual({
      millicores: { step: "1.2", amount: 2950 },
      bytes: { step: "1.3", amount: 1314 * MI },
    });
  });

  it("is not that of no step", () => {
    expect(() => mostNeeded([])).toThrow(RangeError);
  });
});

describe("a week", () => {
  const small = { cpuRequests: "small", memoryRequests: "small" } as const;

  it.each(weeks.map((week) => [week.id, week] as const))(
    "%s fits with Istio's own requests from where they are chosen on, at each step",
    (_id, week) => {
      const need = atMost(needOf(week, { target: onKind, images: "official" }));
      expect(fitOf(need, { cpus: ENOUGH_CPUS, bytes: ENOUGH_MEMORY }).kind).toBe("fits");
    },
  );

  it.each(weeks.map((week) => [week.id, week] as const))(
    "%s fits with small ones into Docker with 2 CPUs and 4 GB, at each step",
    (_id, week) => {
      const need = atMost(needOf(week, { target: onKind, images: "official", ...small }));
      expect(fitOf(need, { cpus: 2, bytes: 3.8e9 }).kind).toBe("fits");
    },
  );

  it("3 does not fit with Istio's own requests into Docker with 2 CPUs and 3 GB", () => {
    const week = weeks.find(({ id }) => id === "week3");
    if (week === undefined) throw new Error("there is no week 3");
    const need = atMost(needOf(week, { target: onKind, images: "official" }));
    expect(fitOf(need, { cpus: 2, bytes: 3e9 })).toEqual({
      kind: "short",
      cpu: true,
      memory: true,
    });
  });
});

describe("a lab in Docker", () => {
  const need = { millicores: 2000, bytes: 2 ** 30 };

  it.each<[string, Capacity, object]>([
    ["fits to the last thousandth of a CPU", { cpus: 2, bytes: 8e9 }, { kind: "fits" }],
    ["is short of CPU", { cpus: 1, bytes: 8e9 }, { kind: "short", cpu: true, memory: false }],
    ["is short of memory", { cpus: 2, bytes: 1e9 }, { kind: "short", cpu: false, memory: true }],
    [
      "is tight where its pods fit and the node's own programs don't",
      { cpus: 2, bytes: 2 ** 30 },
      { kind: "tight" },
    ],
    [
      "fits when both do",
      { cpus: 2, bytes: 2 ** 30 - NODE_REQUESTS.bytes + NODE_USE_BYTES },
      { kind: "fits" },
    ],
  ])("%s", (_title, there, expected) => {
    expect(fitOf(need, there)).toEqual(expected);
  });
});
