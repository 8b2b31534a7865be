import { describe, expect, it } from "@jest/globals";
import { deletions } from "../../../checks/deletion.js";
import type { KubeObject } from "../../../labs/kube.js";
import { kubeObject } from "../../support/fake-manifests.js";
import { liveObject, NOW, snapshot } from "../../support/fake-live.js";
import { clock } from "../../../checks/health/clock.js";

const SINCE = "2026-11-26T14:03:00Z";
const since = `since ${clock(SINCE, NOW)}`;
const shop = kubeObject("v1", "Namespace", { name: "shop" });
const going = (status: object = {}, more: object = {}): KubeObject =>
  liveObject("v1", "Namespace", { name: "shop", deletionTimestamp: SINCE, ...more }, { status });
const stuck = liveObject("v1", "ConfigMap", {
  ...{ name: "stuck", namespace: "shop", finalizers: ["example.com/never"] },
});

describe("a namespace that is being deleted", () => {
  it("is told with what holds it, and the command that lets that go", () => {
    const found = deletions(snapshot([shop], [going()], { left: new Map([["shop", [stuck]]]) }));
    expect(found).toEqual([
      {
        code: "being-deleted",
        object: "Namespace/shop",
        says: `Namespace shop is being deleted ${since}, held by ConfigMap stuck (finalizer example.com/never)`,
        weight: "fault",
        stuck: true,
        cure: { how: "wait" },
        help: `kubectl patch configmap stuck -n shop --type merge -p '{"metadata":{"finalizers":null}}'`,
      },
    ]);
  });

  it("is told with the API that does not answer", () => {
    const message =
      "Discovery failed for some groups, 1 failing: unable to retrieve the complete list of server APIs: metrics.k8s.io/v1beta1: the server is currently unable to handle the request";
    const conditions = [{ type: "NamespaceDeletionDiscoveryFailure", status: "True", message }];
    const [found] = deletions(snapshot([shop], [going({ conditions })]));
    expect(found).toMatchObject({
      says: `Namespace shop is being deleted ${since}, held by APIService v1beta1.metrics.k8s.io, which does not answer`,
      help: "kubectl delete apiservice v1beta1.metrics.k8s.io",
      stuck: true,
    });
    const name = "v1beta1.metrics.k8s.io";
    const mine = kubeObject("apiregistration.k8s.io/v1", "APIService", { name });
    const [waited] = deletions(snapshot([shop, mine], [going({ conditions })]));
    expect(waited?.stuck).toBe(false);
    expect(waited).not.toHaveProperty("help");
  });

  it("is told with a finalizer of its own", () => {
    const [found] = deletions(snapshot([shop], [going({}, { finalizers: ["example.com/x"] })]));
    expect(found?.says).toContain("held by its own finalizer example.com/x");
    expect(found?.help).toContain("kubectl patch namespace shop --type merge");
  });

  it("is waited for while its content goes", () => {
    const pod = liveObject("v1", "Pod", { name: "web", namespace: "shop" });
    const [found] = deletions(snapshot([shop], [going()], { left: new Map([["shop", [pod]]]) }));
    expect(found).toMatchObject({ stuck: false, cure: { how: "wait" } });
    expect(found?.says).toBe(`Namespace shop is being deleted ${since}, 1 objects are left in it`);
  });

  it("has the lab's own objects let go by the lab", () => {
    const mine = kubeObject("v1", "ConfigMap", { name: "stuck", namespace: "shop" });
    const left = new Map([["shop", [stuck]]]);
    const found = deletions(snapshot([shop, mine], [going()], { left }));
    expect(found.map(({ object, cure, stuck: is }) => [object, cure?.how, is])).toEqual([
      ["Namespace/shop", "wait", false],
      ["ConfigMap/shop/stuck", "release", undefined],
    ]);
  });

  it("of the learner's own is nothing to the lab", () => {
    expect(deletions(snapshot([], [going()]))).toMatchObject([{ weight: "note" }]);
  });
});

describe("an object that is being deleted", () => {
  const meta = { name: "web", namespace: "shop", deletionTimestamp: SINCE };

  it("is let go where somebody put a finalizer on it", () => {
    const live = liveObject("v1", "Service", { ...meta, finalizers: ["example.com/never"] });
    const [found] = deletions(snapshot([live], [live]));
    expect(found).toMatchObject({
      says: `Service shop/web is being deleted ${since}, held by its finalizer example.com/never`,
      cure: { how: "release", object: live },
    });
  });

  it("is waited for where it waits for what belongs to it", () => {
    const live = liveObject("apps/v1", "Deployment", {
      ...meta,
      finalizers: ["foregroundDeletion"],
    });
    expect(deletions(snapshot([live], [live]))).toMatchObject([{ cure: { how: "wait" } }]);
  });

  it("names the objects of its kind when it is a definition, and never takes Kubernetes' own finalizer away", () => {
    const live = liveObject("apiextensions.k8s.io/v1", "CustomResourceDefinition", {
      ...{ name: "gateways.networking.istio.io", deletionTimestamp: SINCE },
      finalizers: ["customresourcecleanup.apiextensions.k8s.io"],
    });
    expect(deletions(snapshot([live], [live]))).toMatchObject([
      { cure: { how: "wait" }, help: "kubectl get gateways.networking.istio.io -A" },
    ]);
  });

  it("is not told of twice when its namespace goes as well", () => {
    const live = liveObject("v1", "Service", meta);
    const found = deletions(snapshot([shop, live], [going(), live]));
    expect(found.map(({ object }) => object)).toEqual(["Namespace/shop"]);
  });

  it.each<[string, string, number]>([
    ["ends in time", "2026-11-26T14:09:30Z", 0],
    ["is overdue", "2026-11-26T14:08:00Z", 1],
  ])("is a pod that %s", (_how, deletionTimestamp, count) => {
    const pod = liveObject("v1", "Pod", { ...meta, deletionTimestamp });
    const found = deletions(snapshot([], [pod]));
    expect(found).toHaveLength(count);
    if (count > 0) {
      expect(found[0]?.weight).toBe("note");
      expect(found[0]?.help).toBe("kubectl delete pod web -n shop --force --grace-period 0");
    }
  });

  it("is anybody else's otherwise", () => {
    expect(deletions(snapshot([], [liveObject("v1", "Service", meta)]))).toEqual([]);
  });
});
