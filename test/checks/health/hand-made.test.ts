import { describe, expect, it } from "@jest/globals";
import { handMade } from "../../../checks/health/hand-made.js";
import type { KubeObject } from "../../../labs/kube.js";
import { kubeObject } from "../../support/fake-manifests.js";
import { liveObject, snapshot, wroteFields } from "../../support/fake-live.js";

const shop = kubeObject("v1", "Namespace", { name: "shop" });
const service = kubeObject(
  "v1",
  "Service",
  { name: "web", namespace: "shop" },
  {
    selector: { app: "web" },
  },
);
const by = (...managers: readonly string[]) =>
  managers.map((manager) => wroteFields(manager, { "f:spec": {} }));
const made = (apiVersion: string, kind: string, more: object = {}, spec: object = {}): KubeObject =>
  liveObject(
    ...([apiVersion, kind] as const),
    { name: "x", namespace: "shop", managedFields: by("kubectl-create"), ...more },
    { spec },
  );
const found = (object: KubeObject) => handMade(snapshot([shop, service], [service, object]));

describe("what was made by hand", () => {
  it.each([
    ["v1", "ResourceQuota", "kubectl delete resourcequota x -n shop"],
    [
      "networking.istio.io/v1beta1",
      "VirtualService",
      "kubectl delete virtualservice.networking.istio.io x -n shop",
    ],
    [
      "security.istio.io/v1beta1",
      "AuthorizationPolicy",
      "kubectl delete authorizationpolicy.security.istio.io x -n shop",
    ],
    [
      "networking.k8s.io/v1",
      "NetworkPolicy",
      "kubectl delete networkpolicy.networking.k8s.io x -n shop",
    ],
  ])("is a %s %s, which is told and left", (apiVersion, kind, help) => {
    expect(found(made(apiVersion, kind))).toEqual([
      {
        ...{ code: "made-by-hand", object: `${kind}/shop/x`, weight: "note", help },
        says: `${kind} shop/x was made by hand`,
      },
    ]);
  });

  it("is a webhook, which belongs to no namespace", () => {
    const hook = made("admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration", {
      namespace: undefined,
    });
    expect(found(hook)).toHaveLength(1);
  });

  it("is a pod that takes requests meant for the lab's", () => {
    const template = { metadata: { labels: { app: "web", version: "v9" } } };
    expect(found(made("apps/v1", "Deployment", {}, { template }))[0]?.says).toBe(
      "Deployment shop/x was made by hand, and Service web sends it requests",
    );
    expect(found(made("v1", "Pod", { labels: { app: "web" } }))).toHaveLength(1);
  });

  it.each<[string, KubeObject]>([
    ["that changes nothing for others", made("v1", "Pod", { labels: { app: "mine" } })],
    ["in a namespace of the learner's own", made("v1", "ResourceQuota", { namespace: "mine" })],
    [
      "that belongs to another: a controller made it",
      made("networking.istio.io/v1beta1", "VirtualService", {
        ownerReferences: [{ kind: "Canary", name: "c", uid: "1" }],
      }),
    ],
    [
      "that the lab made at another step",
      made("v1", "ResourceQuota", { managedFields: by("pulumi-kubernetes-1", "kubectl-edit") }),
    ],
    [
      "that a controller made",
      made("v1", "ResourceQuota", { managedFields: by("pilot-discovery") }),
    ],
    ["that is going", made("v1", "ResourceQuota", { deletionTimestamp: "2026-11-26T14:00:00Z" })],
  ])("is nothing %s", (_what, object) => {
    expect(found(object)).toEqual([]);
  });
});
