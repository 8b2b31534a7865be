import { describe, expect, it } from "@jest/globals";
import { chapter } from "../../labs/chapter.js";
import { defineCourse } from "../../labs/course.js";
import type { KubeObject } from "../../labs/kube.js";
import { has } from "../../labs/probes.js";
import { clusterOf, objectIn } from "../../labs/contents.js";
import { apply, cluster, remove } from "../../labs/state.js";
import { look, step, type StepFile } from "../../labs/step.js";
import { stateAt, type StepId, type Week } from "../../labs/week.js";
import { cluster1 } from "../../labs/week1/cluster.js";
import { versions } from "../../labs/week1/versions.js";
import { UsageError } from "../../lib/errors.js";

const shop: KubeObject = { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } };
const FIRST = { "9.1-cluster": step({ change: cluster(cluster1) }) };

/** A week of one chapter; its base is 9.1. */
const course = (steps: Record<string, StepFile>, base: StepId = "9.1"): Week =>
  defineCourse({
    ...{ id: "week9", title: "A week", versions, base },
    chapters: [chapter("labs/week9/1-start", { ...FIRST, ...steps })],
  });

const ends = (until: StepId): StepFile =>
  step({ checks: [{ says: "it is so", probe: has("Namespace/shop"), until }] });

/** The writer's mistake. */
function told(wrong: () => unknown): UsageError {
  try {
    wrong();
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
  throw new Error("nothing was wrong");
}

describe("a step beside the way", () => {
  const apart = step({ beside: true, change: apply("namespaces", shop) });
  const week = course({ "9.2-all": apart, "9.3-on": look });
  const hasShop = (id: string): boolean =>
    objectIn(stateAt(week, id), "Namespace/shop") !== undefined;

  it("has its own change, on what the steps before it made", () => {
    expect(hasShop("9.2")).toBe(true);
    expect(clusterOf(stateAt(week, "9.2"))).toEqual(cluster1);
  });

  it("leaves nothing of it to the steps behind it", () => {
    expect(hasShop("9.3")).toBe(false);
    expect(stateAt(week, "9.3")).toEqual(stateAt(week, "9.1"));
  });

  it("has its objects looked for at that step alone", () => {
    const untils = week.steps[1]?.checks.map(({ until }) => until);
    expect(untils).toEqual(["9.3"]);
  });
});

describe("the steps of a week", () => {
  const idsOf = (...names: readonly string[]): readonly string[] =>
    defineCourse({
      ...{ id: "week9", title: "A week", versions, base: "9.1" },
      chapters: [
        chapter("labs/week9/1-start", Object.fromEntries(names.map((name) => [name, look]))),
      ],
    }).steps.map(({ id }) => id);

  it("may count what it stands on apart, and begin anew behind it", () => {
    expect(idsOf("9.0.1-a", "9.0.2-b", "9.1-c", "9.2-d")).toEqual(["9.0.1", "9.0.2", "9.1", "9.2"]);
  });

  it.each([
    [["9.0.2-a", "9.1-b"], "9.0.1"],
    [["9.0.1-a", "9.2-b", "9.1-c"], "9.1"],
    [["9.1-a", "9.0.1-b"], "9.0.1"],
  ])("are refused when they don't count on: %j", (names, expected) => {
    expect(told(() => idsOf(...names)).message).toContain(`stands where ${expected} belongs`);
  });
});

describe("a mistake in a week is told by the file, with what is allowed", () => {
  it.each<[string, () => unknown, string, string]>([
    [
      "two steps of one id",
      () => course({ "9.2-one": look, "9.2-other": look }),
      'labs/week9/1-start/chapter.ts: "9.2-other" stands where 9.3 belongs, and 9.2 is "9.2-one" already. Allowed: ids that count on over all chapters, each once.',
      "npm run check",
    ],
    [
      "a step that is left out",
      () => course({ "9.3-late": look }),
      'labs/week9/1-start/chapter.ts: "9.3-late" stands where 9.2 belongs. Allowed: ids that count on over all chapters, each once.',
      "npm run check",
    ],
    [
      "a base that is no step",
      () => course({ "9.2-x": look }, "9.7"),
      'labs/week9/index.ts: base is "9.7". Allowed: 9.1 to 9.2.',
      "npm run check",
    ],
    [
      "a check that ends at a step that there is none of",
      () => course({ "9.2-x": ends("9.33"), "9.3-y": look }).steps[1]?.checks,
      'labs/week9/1-start/9.2-x.ts: the check "it is so" has until: "9.33". Did you mean "9.3"? Allowed: a later step, 9.3 to 9.3; it changes again, the next change, the end.',
      "./lab show 9.2",
    ],
    [
      "a check that ends before it begins",
      () => course({ "9.2-x": ends("9.1") }).steps[1]?.checks,
      'labs/week9/1-start/9.2-x.ts: the check "it is so" has until: "9.1". Allowed: it changes again, the next change, the end.',
      "./lab show 9.2",
    ],
    [
      "an object removed that isn't there",
      () => {
        const steps = {
          "9.2-x": step({ change: apply("namespaces", shop) }),
          "9.3-y": step({ change: remove("Namespace/ship") }),
        };
        stateAt(course(steps), "9.3");
      },
      `labs/week9/1-start/9.3-y.ts: "Namespace/ship" can't be removed, it isn't there. Allowed: Namespace/shop.`,
      "./lab show 9.3",
    ],
    [
      "a path of a field that is none",
      () => {
        const fields = { "metadata/name": { equals: "shop" } };
        const probe = { kind: "object", object: "Namespace/shop", fields } as const;
        const change = apply("namespaces", shop);
        return course({ "9.2-x": step({ change, checks: [{ says: "it is so", probe }] }) }).steps[1]
          ?.checks;
      },
      'labs/week9/1-start/9.2-x.ts: "metadata/name" is no field path, see "/name"',
      "./lab show 9.2",
    ],
  ])("%s", (_what, wrong, message, next) => {
    expect(told(wrong)).toMatchObject({ message, next });
  });

  it("once, by the step that it is in, whoever asks", () => {
    const week = course({ "9.2-x": look, "9.3-y": step({ change: remove("Namespace/shop") }) });
    expect(told(() => week.steps[1]?.checks).message).toMatch(
      /^labs\/week9\/1-start\/9\.3-y\.ts: "/,
    );
  });

  it("while a mistake of the lab itself keeps its stack", () => {
    const broken = step({
      change: () => {
        throw new TypeError("undefined is not a function");
      },
    });
    expect(() => stateAt(course({ "9.2-x": broken }), "9.2")).toThrow(TypeError);
  });
});
