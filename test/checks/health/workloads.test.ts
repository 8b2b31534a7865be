import { describe, expect, it } from "@jest/globals";
import { unavailable } from "../../../checks/health/workloads.js";
import type { KubeObject } from "../../../labs/kube.js";
import { liveObject, snapshot } from "../../support/fake-live.js";

const meta = { name: "web", namespace: "shop", uid: "d" };
const owner = (kind: string, name: string, uid: string) => [{ kind, name, uid }];
const condition = (type: string, status: string, message: string) => ({ type, status, message });

const deployment = (spec: object, status: object, more: object = {}): KubeObject =>
  liveObject("apps/v1", "Deployment", { ...meta, ...more }, { spec, status });

const replicaSet = (revision: number, status: object = {}): KubeObject =>
  liveObject(
    ...(["apps/v1", "ReplicaSet"] as const),
    {
      ...{ name: `web-${revision}`, namespace: "shop", uid: `r${revision}` },
      annotations: { "deployment.kubernetes.io/revision": `${revision}` },
      ownerReferences: owner("Deployment", "web", "d"),
    },
    { status },
  );

const pod = (conditions: readonly object[], more: object = {}): KubeObject =>
  liveObject(
    ...(["v1", "Pod"] as const),
    {
      ...{ name: "web-1-x", namespace: "shop", uid: "p" },
      ownerReferences: owner("ReplicaSet", "web-1", "r1"),
      ...more,
    },
    { status: { phase: "Pending", conditions } },
  );

const QUOTA =
  'pods "web-1-x" is forbidden: exceeded quota: none, requested: pods=1, limited: pods=0';
const refusedSet = replicaSet(1, { conditions: [condition("ReplicaFailure", "True", QUOTA)] });

const told = (declared: KubeObject, ...others: readonly KubeObject[]) =>
  unavailable(snapshot([declared], [declared, ...others]));

describe("a workload that is not available", () => {
  it("says what its ReplicaSet says, and how to take a quota away", () => {
    expect(told(deployment({ replicas: 1 }, {}), refusedSet)).toEqual([
      {
        code: "not-available",
        object: "Deployment/shop/web",
        weight: "fault",
        says: "Deployment shop/web is not available (0 of 1 pods): its pods can't be made: exceeded quota: none, requested: pods=1, limited: pods=0",
        cure: { how: "retry", namespace: "shop" },
        stuck: true,
        help: "kubectl delete resourcequota none -n shop",
      },
    ]);
  });

  it("says which admission refused its pods", () => {
    const message = 'admission webhook "no.example.com" denied the request: no pods today';
    const set = replicaSet(1, { conditions: [condition("ReplicaFailure", "True", message)] });
    const [found] = told(deployment({ replicas: 1 }, {}), set);
    expect(found?.says).toContain(`its pods can't be made: ${message}`);
    expect(found?.stuck).toBe(true);
  });

  it("says why its pod is not scheduled", () => {
    const waiting = pod([
      condition("PodScheduled", "False", "0/1 nodes are available: 1 node(s) were unschedulable."),
    ]);
    const [found] = told(deployment({ replicas: 1 }, {}), replicaSet(1), waiting);
    expect(found?.says).toBe(
      "Deployment shop/web is not available (0 of 1 pods): shop/web-1-x: not scheduled: 0/1 nodes are available: 1 node(s) were unschedulable.",
    );
    expect(found?.stuck).toBe(false);
  });

  it("has the reason of its newest ReplicaSet", () => {
    const newer = replicaSet(12, { conditions: [condition("ReplicaFailure", "True", "newest")] });
    const older = replicaSet(9, { conditions: [condition("ReplicaFailure", "True", "older")] });
    const [found] = told(deployment({ replicas: 1 }, {}), older, newer);
    expect(found?.says).toContain("its pods can't be made: newest");
  });

  it("is one whose old pods serve on while the new ones can't be made", () => {
    const conditions = [condition("ReplicaFailure", "True", QUOTA)];
    const live = deployment({ replicas: 1 }, { availableReplicas: 1, conditions });
    const [found] = told(live, refusedSet);
    expect(found?.says).toContain("does not get to its newest form: its pods can't be made");
  });

  it("is a paused one without pods", () => {
    const [found] = told(deployment({ replicas: 1, paused: true }, {}));
    expect(found?.says).toContain("its rollout is paused");
  });

  it("is a DaemonSet with too few pods, with the reason of its last event", () => {
    const set = liveObject("apps/v1", "DaemonSet", meta, {
      status: { desiredNumberScheduled: 2, numberAvailable: 1 },
    });
    const event = liveObject(
      "v1",
      "Event",
      { name: "e", namespace: "shop" },
      {
        ...{ reason: "FailedCreate", message: `Error creating: ${QUOTA}` },
        involvedObject: { uid: "d" },
      },
    );
    const [found] = told(set, event);
    expect(found?.says).toBe(
      "DaemonSet shop/web is not available (1 of 2 pods): its pods can't be made: exceeded quota: none, requested: pods=1, limited: pods=0",
    );
  });

  it("is a pod of the lab's own that is not ready", () => {
    const bare = pod([condition("Ready", "False", "")], { ownerReferences: undefined });
    const [found] = told(bare);
    expect(found?.says).toBe("Pod shop/web-1-x is not ready: shop/web-1-x: pending");
  });

  it("is coredns at 0, which no field of the lab says anything of", () => {
    const coredns = deployment({ replicas: 0 }, {}, { name: "coredns", namespace: "kube-system" });
    expect(unavailable(snapshot([], [coredns]))).toMatchObject([
      { code: "scaled-down", help: "kubectl scale deployment coredns -n kube-system --replicas 2" },
    ]);
  });
});

describe("a workload is well", () => {
  const well = { availableReplicas: 1, updatedReplicas: 1 };
  const scaler = liveObject(
    "autoscaling/v2",
    "HorizontalPodAutoscaler",
    { ...meta, uid: "h" },
    {
      spec: { minReplicas: 1, scaleTargetRef: { kind: "Deployment", name: "web" } },
    },
  );

  it.each<[string, KubeObject, KubeObject[]]>([
    ["with all pods available", deployment({ replicas: 1 }, well), []],
    ["without a number of pods", deployment({}, well), []],
    ["at 0, which the drift tells", deployment({ replicas: 0 }, {}), []],
    ["with its autoscaler's least, on a full node", deployment({ replicas: 3 }, well), [scaler]],
    ["while it is deleted", deployment({}, {}, { deletionTimestamp: "2026-11-26T14:00:00Z" }), []],
  ])("%s", (_title, declared, others) => {
    expect(told(declared, ...others)).toEqual([]);
  });

  it("when it is the learner's own", () => {
    expect(unavailable(snapshot([], [deployment({ replicas: 1 }, {})]))).toEqual([]);
  });
});
