import { describe, expect, it } from "@jest/globals";
import { clusterOf, meshOf, samplesIn } from "../../../labs/contents.js";
import { weeks } from "../../../labs/index.js";
import { week1 } from "../../../labs/week1/index.js";
import { stateAt } from "../../../labs/week.js";
import {
  istioRelease,
  kubernetesRelease,
  whyNot,
  whyNotTogether,
} from "../../../tools/releases.js";

const kubernetes = { kind: "0.24.0", kinds: ["0.24", "0.24"] } as const;
const istio = { kubernetes: ["1.27", "1.30"] } as const;
const pair = { kubernetes: "1.30.4", istio: "1.23.2" };

describe.each(weeks)("what $id runs on", (week) => {
  it("is an Istio on a Kubernetes that it supports, on a kind that starts nodes of it", () => {
    expect(whyNot(week.versions)).toBeUndefined();
    expect(kubernetesRelease(week.versions.kubernetes)?.node).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it("is the same in its cluster and in its mesh", () => {
    const state = stateAt(week, week.base);
    expect(clusterOf(state)?.kubernetes).toBe(week.versions.kubernetes);
    expect(meshOf(state)?.tag).toBe(week.versions.istio);
  });

  it("has the samples that it installs in its release", () => {
    const wanted = new Set(week.steps.flatMap(({ id }) => samplesIn(stateAt(week, id))));
    const released = Object.keys(istioRelease(week.versions.istio)?.samples ?? {});
    expect(released).toEqual(expect.arrayContaining([...wanted]));
  });
});

describe("the matrix", () => {
  it("lets three go together", () => {
    expect(whyNotTogether(pair, { kubernetes, istio })).toBeUndefined();
  });

  it.each([
    ["a Kubernetes that is too new for the Istio", { ...pair, kubernetes: "1.31.0" }],
    ["one that is too old", { ...pair, kubernetes: "1.26.9" }],
  ])("refuses %s", (_what, versions) => {
    const why = `Istio 1.23.2 supports Kubernetes 1.27 to 1.30, not ${versions.kubernetes}`;
    expect(whyNotTogether(versions, { kubernetes, istio })).toBe(why);
  });

  it("refuses a kind that starts no node of the Kubernetes", () => {
    const rows = { kubernetes: { ...kubernetes, kind: "0.22.0" }, istio };
    expect(whyNotTogether(pair, rows)).toBe(
      "Kubernetes 1.30.4 is for kind 0.24 to 0.24, not 0.22.0",
    );
  });

  it("refuses the pairs of two weeks that are crossed", () => {
    const [old, young] = [week1.versions, pair];
    expect(whyNot({ ...young, istio: old.istio })).toContain("supports Kubernetes 1.23 to 1.26");
    expect(whyNot({ ...old, istio: young.istio })).toContain("supports Kubernetes 1.27 to 1.30");
  });
});
