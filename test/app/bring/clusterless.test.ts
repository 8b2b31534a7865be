import { describe, expect, it, jest } from "@jest/globals";
import { diffAsJson, diffLabs } from "../../../app/bring/lab-diff.js";
import { changesAnything, isThere, plan, type Plan } from "../../../app/bring/plan.js";
import { watchPulls } from "../../../app/bring/pulls.js";
import { worldOf } from "../../../app/check/world.js";
import { hasLeftovers, targetLeft } from "../../../app/lab/cluster.js";
import { inTheWay, type Way } from "../../../app/lab/in-the-way.js";
import { standsWithout, type Lab } from "../../../app/lab/lab.js";
import { replacementOf } from "../../../app/lab/replacement.js";
import { wantedBy } from "../../../app/lab/room.js";
import { examine, problemsAt } from "../../../app/mend/drift.js";
import type { Problem } from "../../../checks/health/problem.js";
import { checksAt } from "../../../checks/result.js";
import { printDiff } from "../../../cli/text/diff.js";
import type { Rendered } from "../../../components/render/render.js";
import { containerImages } from "../../../labs/contents.js";
import { cluster, nothing } from "../../../labs/state.js";
import { stateAt, type StepId, type Week } from "../../../labs/week.js";
import { cluster1 } from "../../../labs/week1/cluster.js";
import { parseConfig, type LabConfig } from "../../../stacks/config.js";
import { anywhereTarget } from "../../../targets/index.js";
import { kind } from "../../../targets/kind.js";
import { kwok } from "../../../targets/kwok.js";
import type { Target } from "../../../targets/target.js";
import { clusterless } from "../../support/clusterless.js";
import { memoryOutput } from "../../support/memory-output.js";

/** Docker's containers, on a machine where nobody is asked whether Docker answers. */
const onDocker: Target = { ...kind, needsDocker: false, tools: [], disk: Number.MAX_SAFE_INTEGER };

const configAt = (step: StepId, target: Target = onDocker): LabConfig => ({
  ...parseConfig("week1", { target: "kind" }),
  ...{ stack: "week9-nowhere", week: { ...clusterless, id: "week9-nowhere" }, step, target },
});

/** A lab that stands at a step and is to come to another one. */
const labFrom = (at: StepId | undefined, to: StepId, target?: Target): Lab => ({
  ...{ week: configAt(to).week, config: configAt(to, target), deployed: undefined },
  ...{ cluster: undefined, standing: at === undefined ? nothing : stateAt(clusterless, at) },
  ...{ at, asked: at ?? to },
});

const caller = {
  tell: () => undefined,
  decide: () => Promise.reject(new Error("nothing is asked")),
  interruptible: <T>(work: (signal: AbortSignal) => Promise<T>) =>
    work(new AbortController().signal),
};

const at = (step: StepId): Rendered => ({ state: stateAt(clusterless, step), objects: [] });

const lines = (from: Rendered, to: Rendered, target: Target): string[] => {
  const { output, printed } = memoryOutput("off");
  printDiff(output, diffLabs(from, to, { target }));
  return printed;
};

describe("the diff of a week without a cluster", () => {
  it("tells of each container", () => {
    expect(lines({ state: nothing, objects: [] }, at("9.2"), kind)).toEqual([
      "+ container httpbin",
      "+ container proxy",
    ]);
    expect(lines(at("9.3"), at("9.4"), kind)).toEqual([
      "~ container proxy",
      '    command[1]: "admin: {}" → "admin: { a: 1 }"',
    ]);
    expect(lines(at("9.4"), at("9.6"), kind)).toEqual(["- container httpbin", "- container proxy"]);
    expect(lines(at("9.2"), at("9.3"), kind)).toEqual(["No changes."]);
  });

  it("says what a target without Docker leaves out, and counts it for nothing", () => {
    expect(lines(at("9.1"), at("9.2"), kwok)).toEqual([
      "No changes.",
      "+ container proxy (not on kwok: there is no such program without Docker)",
    ]);
  });

  it("is data, too", () => {
    expect(diffAsJson(diffLabs(at("9.1"), at("9.2"), { target: kind }))).toEqual({
      items: [
        {
          ...{ key: "container/proxy", kind: "added", title: "container proxy" },
          ...{ fields: [], done: true },
        },
      ],
      objects: [],
    });
  });
});

describe("a lab of such a week", () => {
  it("stands where its last run came to, unless nothing is there", () => {
    expect(standsWithout(clusterless, undefined)).toBe(false);
    expect(standsWithout(clusterless, { step: undefined })).toBe(false);
    expect(standsWithout(clusterless, { step: "9.2" })).toBe(true);
    expect(standsWithout(clusterless, { step: "9.6" })).toBe(false);
    expect(standsWithout(clusterless, { step: "9.99" })).toBe(false);
    const [first, ...others] = clusterless.steps;
    const patch = cluster(cluster1);
    const withCluster: Week = {
      ...clusterless,
      steps: [...(first ? [{ ...first, patch }] : []), ...others],
    };
    expect(standsWithout(withCluster, { step: "9.2" })).toBe(false);
  });

  it.each<[string, StepId | undefined, StepId, (planned: Plan) => void]>([
    [
      "to be made",
      undefined,
      "9.2",
      ({ diff }) => {
        expect(diff.items).toHaveLength(2);
      },
    ],
    [
      "to go on",
      "9.1",
      "9.2",
      ({ diff }) => {
        expect(diff.items).toHaveLength(1);
      },
    ],
    [
      "to look only",
      "9.2",
      "9.3",
      (planned) => {
        expect(isThere(planned)).toBe(true);
      },
    ],
    [
      "to be taken down",
      "9.5",
      "9.6",
      ({ to }) => {
        expect(to.state).toEqual(nothing);
      },
    ],
  ])("is planned %s, and no cluster is asked for", async (_what, from, to, holds) => {
    const planned = await plan(labFrom(from, to), caller);
    expect(planned).toMatchObject({ replaces: [], takesDown: undefined, stopover: undefined });
    holds(planned);
  });

  it("is in nobody's way, and needs no room", async () => {
    const way = jest.fn<Way["making"]>();
    const asked = inTheWay(labFrom(undefined, "9.2", kind), caller, undefined, {
      world: undefined as unknown as Way["world"],
      making: way,
    });
    expect(await asked).toBeUndefined();
    expect(way).not.toHaveBeenCalled();
    expect(replacementOf(labFrom("9.1", "9.2"))).toEqual([]);
    expect(await wantedBy(clusterless, "9.2", configAt("9.2"))).toBeUndefined();
  });

  it("leaves no cluster behind, and nobody is asked whose node it would be", async () => {
    const owner = () => Promise.reject(new Error("Docker is asked"));
    const { week } = configAt("9.2");
    expect(await hasLeftovers(week, owner)).toBe(false);
    expect(await targetLeft(week, owner)).toBe(anywhereTarget);
  });

  it("has nothing that a cluster would tell of", async () => {
    const none = { drift: [], problems: [] };
    const well = () => Promise.resolve([]);
    expect(await examine(labFrom("9.2", "9.2"), at("9.2"), well)).toEqual(none);
    expect(await problemsAt(configAt("9.2"), at("9.2"))).toEqual([]);
  });

  it("has what its containers tell", async () => {
    const gone: Problem = {
      ...{ code: "container-gone", object: "container/proxy", weight: "fault" },
      ...{ says: "Container proxy is gone", cure: { how: "remake" } },
    };
    const found = await examine(labFrom("9.2", "9.2"), at("9.2"), () => Promise.resolve([gone]));
    expect(found).toEqual({ drift: [], problems: [gone] });
    const planned = await plan(labFrom("9.2", "9.2"), caller);
    expect(changesAnything({ ...planned, findings: found, again: [] })).toBe(true);
  });

  it("has the images of its containers, and none where it has no containers", async () => {
    expect(containerImages(stateAt(clusterless, "9.2"))).toEqual([
      { image: "mccutchen/go-httpbin:v2.15.0", usedBy: ["container/httpbin"] },
      { image: "envoyproxy/envoy:v1.19.0", usedBy: ["container/proxy"] },
    ]);
    expect(await watchPulls({ target: kwok }, at("9.2"))).toBeUndefined();
  });
});

describe("the checks of such a week", () => {
  const says = (step: StepId): string[] =>
    checksAt(clusterless, step).map(({ check }) => check.says);

  it.each<[StepId, string[]]>([
    ["9.1", ["httpbin runs"]],
    ["9.3", ["httpbin runs", "the proxy answers"]],
    ["9.4", ["httpbin runs"]],
    ["9.6", []],
  ])("hold until what they ask of changes: %s", (step, expected) => {
    expect(says(step)).toEqual(expected);
  });

  it("are asked in a world that has no cluster", () => {
    expect(worldOf(configAt("9.2"))).toHaveProperty("http");
  });
});
