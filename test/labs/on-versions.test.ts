import { describe, expect, it } from "@jest/globals";
import { actionsIn, clusterOf, meshOf } from "../../labs/contents.js";
import { versionsWith } from "../../tools/releases.js";
import { has } from "../../labs/step.js";
import { weeks } from "../../labs/index.js";
import { onVersions } from "../../labs/on-versions.js";
import { stateAt, type Otherwise, type Step, type Week } from "../../labs/week.js";
import { week3 } from "../../labs/week3/index.js";

const NEWER = { istio: "1.23.2", kubernetes: "1.30.4" };

const READY = "The node is ready and runs Kubernetes 1.23.17";

/** A week whose first step tells and checks something else on some releases. */
const otherwise = (...others: readonly Otherwise[]): Week => ({ ...week3, otherwise: others });

const probe = has("Node/myk8s-control-plane");
const withDifference = otherwise(
  {
    ...{ istio: "1.23.2", at: "3.1", says: "istiod is another one." },
    instead: { [READY]: { says: "The node is ready", probe }, "istiod is available": undefined },
  },
  { istio: "1.99.0", at: "3.1", says: "never told" },
);

const first = ({ steps: [step] }: Week): Step => {
  if (step === undefined) throw new Error("a week without steps");
  return step;
};

describe("A week on other versions than its own", () => {
  it("is the very same week on its own", () => {
    for (const week of weeks) expect(onVersions(week, { ...week.versions })).toBe(week);
  });

  it("has its cluster, its mesh and the release in its node of these at every step", () => {
    const newer = onVersions(week3, NEWER);
    expect(newer.versions).toEqual(NEWER);
    for (const { id } of week3.steps) {
      const [was, is] = [stateAt(week3, id), stateAt(newer, id)];
      expect(Object.keys(is)).toEqual(Object.keys(was));
      expect(clusterOf(is)?.kubernetes).toBe(clusterOf(was) && NEWER.kubernetes);
      expect(meshOf(is)?.tag).toBe(meshOf(was) && NEWER.istio);
      expect(JSON.stringify(actionsIn(is))).not.toContain("1.17.8");
    }
  });

  it("leaves all else of a state as it is", () => {
    const [was, is] = [stateAt(week3, "3.41"), stateAt(onVersions(week3, NEWER), "3.41")];
    const changed = Object.keys(is).filter(
      (key) => JSON.stringify(is[key]) !== JSON.stringify(was[key]),
    );
    expect(changed.sort()).toEqual(
      ["action/node-istio-release", "action/node-istioctl", "cluster", "mesh"].sort(),
    );
  });

  it("tells and checks what is otherwise there, at the steps that are named, on that release alone", () => {
    const newer = onVersions(withDifference, NEWER);
    expect(first(newer).deviation).toMatch(/On Istio 1\.23\.2: istiod is another one\.$/);
    expect(first(newer).deviation).not.toContain("never told");
    const [was, is] = [first(week3).checks, first(newer).checks];
    expect(is).toEqual(
      was
        .map((check) =>
          check.says === READY ? { ...check, says: "The node is ready", probe } : check,
        )
        .filter(({ says }) => says !== "istiod is available"),
    );
    expect(is).toHaveLength(was.length - 1);
    expect(newer.steps[1]?.deviation).toBe(week3.steps[1]?.deviation);
    expect(newer.steps[1]?.checks).toBe(week3.steps[1]?.checks);
  });

  it("refuses to replace a check that the step has not", () => {
    const wrong = {
      istio: "1.23.2",
      at: "3.1",
      says: "",
      instead: { "no such": undefined },
    } as const;
    expect(() => first(onVersions(otherwise(wrong), NEWER)).checks).toThrow(
      'week3 3.1: otherwise replaces "no such", which is no check. Allowed: ',
    );
  });

  const all = weeks.flatMap((week) =>
    (week.otherwise ?? []).map((other) => [week.id, other.at, other.istio, week] as const),
  );

  it.each(all)("of %s says at a step, %s, what is otherwise on %s", (_id, at, istio, week) => {
    const newer = onVersions(week, versionsWith(week.versions, istio));
    const step = newer.steps.find(({ id }) => id === at);
    expect(step?.deviation).toContain(`On Istio ${istio}: `);
    // it throws where a check in whose place another one is was not there
    expect(step?.checks).not.toEqual([]);
  });

  it("asks for the Kubernetes that goes with its Istio", () => {
    const { kubernetes } = versionsWith(week3.versions, "1.23.2");
    const [asked] = first(onVersions(week3, NEWER)).checks.filter(({ says }) =>
      says.startsWith("The node is ready"),
    );
    expect(asked?.says).toBe(`The node is ready and runs Kubernetes ${kubernetes}`);
    expect(JSON.stringify(asked?.probe)).toContain(`"v${kubernetes}"`);
  });

  it("has the pages of its own, the title and the lesson, unread until they are asked for", () => {
    const newer = onVersions(week3, NEWER);
    expect(newer.steps.map(({ id, title, lesson }) => [id, title, lesson])).toEqual(
      week3.steps.map(({ id, title, lesson }) => [id, title, lesson]),
    );
  });
});
