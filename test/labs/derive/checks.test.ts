import { describe, expect, it } from "@jest/globals";
import type { CheckDraft } from "../../../labs/checks.js";
import { checksOf } from "../../../labs/derive/checks.js";
import { timelineOf } from "../../../labs/derive/timeline.js";
import type { KubeObject } from "../../../labs/kube.js";
import { count, get, has, inPod, lacks, onHost, share } from "../../../labs/probes.js";
import { apply, cluster, remove, teardown, type Patch } from "../../../labs/state.js";
import { cluster1 } from "../../../labs/week1/cluster.js";
import { versions } from "../../../labs/week1/versions.js";
import type { Step, StepId, Week } from "../../../labs/week.js";

const object = (kind: string, name: string, value: number): KubeObject => ({
  ...{ apiVersion: "v1", kind, metadata: { name, namespace: "shop" } },
  spec: { value, fixed: true },
});
const one = (value: number): Patch => apply("routing", object("Gateway", "one", value));
const other = apply("routing", object("Service", "other", 1));

const step = (id: StepId, patch?: Patch): Step => ({
  ...{ id, kind: "change", title: id, lesson: id, commands: [], checks: [] },
  ...(patch === undefined ? {} : { patch }),
});

/** 9.2 makes one, 9.4 the other, 9.5 changes one, 9.6 removes it, 9.7 is the teardown. */
const week: Week = {
  ...{ id: "week9", title: "a week", base: "9.1", versions },
  steps: [
    step("9.1", cluster(cluster1)),
    step("9.2", one(1)),
    step("9.3"),
    step("9.4", other),
    step("9.5", one(2)),
    step("9.6", remove("Gateway/shop/one")),
    step("9.7", teardown),
  ],
};
const timeline = timelineOf(week);
const KEY = "Gateway/shop/one";
const URL = "http://127.0.0.1:30000/";

/** A written check at 9.2 or elsewhere, completed. */
const complete = (draft: Omit<CheckDraft, "says">, place = 1) =>
  checksOf(timeline, place, [{ says: "it is so", ...draft }]).at(-1);

describe("when a check ends", () => {
  it.each<[string, Omit<CheckDraft, "says">, StepId | undefined]>([
    ["a field that changes, with its change", { probe: has(KEY, { spec: { value: 1 } }) }, "9.5"],
    ["a field that stays, with the object", { probe: has(KEY, { spec: { fixed: true } }) }, "9.6"],
    ["an absence, when the object comes", { probe: lacks("Service/shop/other") }, "9.4"],
    [
      "a number of objects, when it changes",
      { probe: count("services", 0, { namespace: "shop" }) },
      "9.4",
    ],
    ["an object of others, never", { probe: has("Node/x") }, undefined],
    ["a share, with the next change", { probe: share(10, URL, { status: 200 }, 1, 1) }, "9.4"],
    [
      "what a proxy knows, when its step's objects change again",
      { probe: onHost(["istioctl", "x"]) },
      "9.5",
    ],
    ["what says a step, there", { probe: has("Node/x"), until: "9.3" }, "9.3"],
    [
      "what names a rule, by that",
      { probe: onHost(["istioctl", "x"]), until: "the next change" },
      "9.4",
    ],
    [
      "what names the end, never",
      { probe: share(10, URL, { status: 200 }, 1, 1), until: "the end" },
      undefined,
    ],
  ])("%s", (_name, draft, until) => {
    expect(complete(draft)?.until).toBe(until);
  });

  it("is never at the teardown, where nothing is asked any more", () => {
    expect(complete({ probe: onHost(["istioctl", "x"]) }, 5)?.until).toBeUndefined();
  });
});

describe("what a check needs and hints at", () => {
  it.each<[CheckDraft["probe"], string]>([
    [has(KEY), "objects"],
    [get(URL), "traffic"],
    [onHost(["istioctl", "proxy-status"]), "mesh"],
    [onHost(["docker", "ps"]), "node"],
    [inPod({ namespace: "shop", pod: "deploy/x" }, ["env"]), "traffic"],
  ])("%j needs %s, unless it says otherwise", (probe, need) => {
    expect(complete({ probe })?.needs).toBe(need);
    expect(complete({ probe, needs: "book" })?.needs).toBe("book");
  });

  it("is the object or the command that it asks, unless it says otherwise", () => {
    expect(complete({ probe: has(KEY) })?.hint).toBe("kubectl get gw -n shop one -o yaml");
    const options = ["istioctl", "pc", "--cluster", "outbound|80||x"];
    expect(complete({ probe: onHost(options) })?.hint).toBe(
      'istioctl pc --cluster "outbound|80||x"',
    );
    expect(complete({ probe: has(KEY), hint: "look" })?.hint).toBe("look");
  });
});

describe("a step's own objects", () => {
  it("are asked until a later step declares them otherwise", () => {
    const [check] = checksOf(timeline, 1, []);
    expect(check).toMatchObject({
      says: "Gateway one is in the cluster as the step declares it",
      probe: { kind: "own", keys: [KEY], are: "declared" },
      until: "9.5",
    });
  });

  it("are gone when a step removes them; nothing is asked where a step only looks, or ends the lab", () => {
    expect(checksOf(timeline, 5, [])).toMatchObject([
      { says: "Gateway one is gone", probe: { are: "gone", keys: [KEY] } },
    ]);
    expect([...checksOf(timeline, 2, []), ...checksOf(timeline, 6, [])]).toEqual([]);
  });
});
