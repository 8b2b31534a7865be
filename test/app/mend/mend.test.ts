import { describe, expect, it } from "@jest/globals";
import { clearTheWay, makeAnew, untilWell, withDeletions, type MendWorld } from "../../../app/mend/mend.js";
import type { Problem } from "../../../checks/health/problem.js";
import { ToolError } from "../../../lib/errors.js";
import { liveObject } from "../../support/fake-live.js";

/** A world in which what is wrong changes from look to look; the last one stays. */
function world(...looks: readonly (readonly Problem[])[]) {
  const calls: string[] = [];
  const said: string[] = [];
  let [time, at] = [0, 0];
  const made: MendWorld = {
    stack: "week1",
    kubectl: (args) => {
      calls.push(args.join(" "));
      return Promise.resolve({ stdout: "", stderr: "" });
    },
    look: () => Promise.resolve(looks[Math.min(at++, looks.length - 1)] ?? []),
    say: (line) => void said.push(line),
    sleep: (ms) => Promise.resolve((time += ms)),
    now: () => time,
  };
  return { world: made, calls, said, time: () => time };
}

const problem = (more: Partial<Problem> = {}): Problem => ({
  ...{ code: "not-available", object: "Deployment/shop/web", weight: "fault" },
  says: "Deployment shop/web is not available",
  ...more,
});
const going = (more: Partial<Problem> = {}): Problem =>
  problem({
    ...{ code: "being-deleted", object: "Namespace/shop", cure: { how: "wait" } },
    says: "Namespace shop is being deleted since 14:03, held by ConfigMap stuck",
    ...more,
  });

describe("what stands in the engine's way", () => {
  it("is waited for until it is gone", async () => {
    const { world: it, said, time } = world([going()], [going()], []);
    await clearTheWay([going()], it);
    expect(time()).toBe(2_000);
    expect(said).toEqual([]);
  });

  it("is said now and then while it is waited for", async () => {
    const looks = Array.from({ length: 12 }, () => [going()]);
    const { world: it, said } = world(...looks, []);
    await clearTheWay([going()], it);
    expect(said).toEqual([
      "  waiting, 5.0 s: Namespace shop is being deleted since 14:03, held by ConfigMap stuck",
      "  waiting, 10 s: Namespace shop is being deleted since 14:03, held by ConfigMap stuck",
    ]);
  });

  it("ends the run after 15 s where somebody holds it, with who does and the command", async () => {
    const held = going({ stuck: true, help: "kubectl patch configmap stuck -n shop" });
    const { world: it, time } = world([held]);
    await expect(clearTheWay([held], it)).rejects.toMatchObject({
      code: "being-deleted",
      exitCode: 1,
      message: "Namespace shop is being deleted since 14:03, held by ConfigMap stuck.",
      next: 'eval "$(./lab env week1)"; kubectl patch configmap stuck -n shop; ./lab up week1',
    });
    expect(time()).toBe(15_000);
  });

  it("ends the run after three minutes in any case", async () => {
    const { world: it, time } = world([going()]);
    await expect(clearTheWay([going()], it)).rejects.toMatchObject({ next: "./lab status week1" });
    expect(time()).toBe(180_000);
  });

  it("is let go where it is the lab's own, and a cordoned node takes pods again", async () => {
    const object = liveObject("v1", "ConfigMap", { name: "a", namespace: "shop" });
    const { world: it, calls } = world([]);
    const node = problem({ cure: { how: "uncordon", node: "n1" } });
    await clearTheWay([going({ cure: { how: "release", object } }), node], it);
    expect(calls).toEqual([
      'patch configmap a -n shop --type merge --patch {"metadata":{"finalizers":null}}',
      "uncordon n1",
    ]);
  });

  it("is not a refusal of yesterday: pods are tried for again, once in each namespace", async () => {
    const refused = problem({ stuck: true, cure: { how: "retry", namespace: "shop" } });
    const { world: it, calls } = world();
    await clearTheWay([refused, refused], it);
    expect(calls).toEqual([
      "annotate replicasets --all --namespace shop --overwrite istio-lab/retried=1970-01-01T00:00:00.000Z",
    ]);
  });

  it("is nothing that is only noted, and nothing else that is wrong", async () => {
    const { world: it, time } = world([going()]);
    await clearTheWay([going({ weight: "note" }), problem()], it);
    expect(time()).toBe(0);
  });
});

describe("pods that must be made anew", () => {
  it("are, by one restart of each workload, which is said", async () => {
    const restart = (object: string): Problem =>
      problem({
        ...{ object, says: `${object} has no sidecar` },
        cure: { how: "restart", workload: "Deployment/shop/web" },
      });
    const { world: it, calls, said } = world();
    const made = await makeAnew([restart("Pod/shop/a"), restart("Pod/shop/b")], it);
    expect(made).toEqual({ restarted: true, deleted: false });
    expect(calls).toEqual(["rollout restart deployment/web --namespace shop"]);
    expect(said).toEqual(["Restarted Deployment shop/web: Pod/shop/a has no sidecar."]);
  });

  it("wait until istiod answers for new ones: they would have no sidecar again", async () => {
    const istiod = problem({ object: "Deployment/istio-system/istiod" });
    const hook = problem({ code: "webhook-not-called", object: "MutatingWebhookConfiguration/x" });
    const pod = problem({ cure: { how: "restart", workload: "Deployment/shop/web" } });
    const { world: it, calls, time } = world([istiod, pod], [hook, pod], [pod]);
    await makeAnew([istiod, hook, pod], it);
    expect(time()).toBe(2_000);
    expect(calls).toHaveLength(1);
  });

  it("are nothing while istiod is not well and no pod is wrong", async () => {
    const { world: it, time, calls } = world();
    await makeAnew([problem({ object: "Deployment/istio-system/istiod" })], it);
    expect([time(), calls]).toEqual([0, []]);
  });

  it("are deleted where nobody owns them", async () => {
    const object = "Pod/shop/netshoot";
    const { world: it, calls } = world();
    const made = await makeAnew([problem({ object, cure: { how: "replace", pod: object } })], it);
    expect(made).toEqual({ restarted: false, deleted: true });
    expect(calls).toEqual(["delete pod netshoot --namespace shop"]);
  });
});

describe("a lab at the end of its run", () => {
  it("is waited for until all of it works", async () => {
    const { world: it, time } = world([problem()], [problem()], []);
    await untilWell("1.54", it);
    expect(time()).toBe(2_000);
  });

  it("does not stand while something can't work, which is said with its reason and the command", async () => {
    const says = "Deployment shop/web is not available (0 of 1 pods): exceeded quota: none";
    const stuck = problem({ says, stuck: true, help: "kubectl delete resourcequota none -n shop" });
    const { world: it, time } = world([stuck, problem({ stuck: true })]);
    await expect(untilWell("1.54", it)).rejects.toMatchObject({
      code: "not-working",
      exitCode: 1,
      message: `week1 is at step 1.54, but not all of it works:\n  ${says}.\n  Deployment shop/web is not available.`,
      next: 'eval "$(./lab env week1)"; kubectl delete resourcequota none -n shop; ./lab up week1',
    });
    expect(time()).toBe(15_000);
  });

  it("stands with what is only noted", async () => {
    const { world: it, time } = world([problem({ weight: "note" })]);
    await untilWell("1.54", it);
    expect(time()).toBe(0);
  });

  it("waits on while one thing can't work and another may", async () => {
    const { world: it, time } = world([problem({ stuck: true }), problem()]);
    await expect(untilWell("1.54", it)).rejects.toThrow("not all of it works");
    expect(time()).toBe(180_000);
  });
});

describe("the error of a run that failed", () => {
  const failed = new ToolError("deploy-failed", "seven lines with URNs");
  const look =
    (...problems: readonly Problem[]) =>
    () =>
      Promise.resolve(problems);

  it("is one sentence where something is being deleted", async () => {
    expect(await withDeletions(failed, "week1", look(going(), problem()))).toMatchObject({
      code: "being-deleted",
      message: "Namespace shop is being deleted since 14:03, held by ConfigMap stuck.",
      cause: failed,
    });
  });

  it.each<[string, unknown, () => Promise<readonly Problem[]>]>([
    ["nothing is", failed, look(problem())],
    ["the cluster does not answer", failed, () => Promise.reject(new Error("refused"))],
    ["it failed otherwise", new Error("other"), look(going())],
  ])("stays as it is where %s", async (_when, error, ask) => {
    expect(await withDeletions(error, "week1", ask)).toBe(error);
  });
});
