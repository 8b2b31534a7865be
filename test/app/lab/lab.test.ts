import { describe, expect, it } from "@jest/globals";
import { notReached, onWhatStands, reachedStep, stepOf } from "../../../app/lab/lab.js";
import type { LabError } from "../../../lib/errors.js";
import type { Deployed } from "../../../stacks/checkpoint.js";
import { week1 } from "../../../labs/week1/index.js";
import { kind as onKind } from "../../../targets/kind.js";
import { kwok as onKwok } from "../../../targets/kwok.js";

describe("the step that a lab stands at", () => {
  it.each([
    ["is the one that the last run reached", "1.54", "1.57", "1.54"],
    ["is the one asked for where that one only looks", "1.54", "1.53", "1.53"],
    ["is none while no run has ended well", undefined, "1.57", undefined],
  ] as const)("%s", (_title, last, asked, at) => {
    expect(reachedStep(week1, last, asked, onKwok)).toBe(at);
  });

  it("is the one asked for on kwok where that one only does something in the node", () => {
    expect(reachedStep(week1, "1.3", "1.4", onKwok)).toBe("1.4");
    expect(reachedStep(week1, "1.3", "1.4", onKind)).toBe("1.3");
  });

  it("is what a command means that names no step; the one asked for where nothing stands", () => {
    expect(stepOf({ at: "1.54", asked: "1.57" })).toBe("1.54");
    expect(stepOf({ at: undefined, asked: "1.57" })).toBe("1.57");
  });

  it("is told apart from the one that was asked for and not reached", () => {
    expect(notReached({ at: "1.54", asked: "1.57" })).toBe("1.57");
    expect(notReached({ at: "1.54", asked: "1.54" })).toBeUndefined();
    expect(notReached({ at: undefined, asked: "1.54" })).toBeUndefined();
  });
});

describe("a lab that is only looked at or taken down", () => {
  const standing: Deployed = {
    ...{ step: "1.54", target: "kind", cluster: "kind-week1-1", clusterInputs: {} },
    ...{ resources: 3, pending: 0 },
  };

  it("is the one that stands, whatever target was recorded since, and that is told", () => {
    const told: string[] = [];
    const tell = ({ code }: LabError): void => void told.push(code);
    const settings = { target: "kwok", step: "1.54" };
    expect(onWhatStands("week1", settings, standing, tell)).toEqual({
      ...{ target: "kind", step: "1.54" },
    });
    expect(told).toEqual(["target-recorded"]);
    expect(onWhatStands("week1", settings, undefined, tell)).toBe(settings);
    expect(told).toHaveLength(1);
  });
});
