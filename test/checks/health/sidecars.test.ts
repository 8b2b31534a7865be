import { describe, expect, it } from "@jest/globals";
import { sidecars } from "../../../checks/health/sidecars.js";
import type { KubeObject } from "../../../labs/kube.js";
import { kubeObject } from "../../support/fake-manifests.js";
import { liveObject, snapshot } from "../../support/fake-live.js";
import { kwok as onKwok } from "../../../targets/kwok.js";

const meshed = kubeObject("v1", "Namespace", {
  ...{ name: "shop", labels: { "istio-injection": "enabled" } },
});
const web = kubeObject("apps/v1", "Deployment", { name: "web", namespace: "shop" });
const values = { global: { hub: "docker.io/istio", tag: "1.17.8", proxy: { image: "proxyv2" } } };
const injector = {
  ...kubeObject("v1", "ConfigMap", { name: "istio-sidecar-injector", namespace: "istio-system" }),
  data: { values: JSON.stringify(values) },
};
const declared = [meshed, web, injector];

const deployment = liveObject("apps/v1", "Deployment", { ...web.metadata, uid: "d" });
const replicaSet = liveObject("apps/v1", "ReplicaSet", {
  ...{ name: "web-1", namespace: "shop", uid: "r" },
  ownerReferences: [{ kind: "Deployment", name: "web", uid: "d" }],
});
const own = { name: "web", image: "web:1" };
const proxy = (tag: string) => ({ name: "istio-proxy", image: `docker.io/istio/proxyv2:${tag}` });

const pod = (containers: readonly object[], meta: object = {}, spec: object = {}): KubeObject =>
  liveObject(
    ...(["v1", "Pod"] as const),
    {
      ...{ name: "web-1-x", namespace: "shop", uid: "p" },
      ownerReferences: [{ kind: "ReplicaSet", name: "web-1", uid: "r" }],
      ...meta,
    },
    { spec: { containers, ...spec }, status: { phase: "Running" } },
  );

const found = (...pods: readonly KubeObject[]) =>
  sidecars(snapshot(declared, [deployment, replicaSet, ...pods]));

describe("a pod of a meshed namespace", () => {
  it("without a sidecar is told, and its workload is to be restarted", () => {
    expect(found(pod([own]))).toEqual([
      {
        code: "not-in-mesh",
        object: "Pod/shop/web-1-x",
        says: "Pod shop/web-1-x has no sidecar, so it is not in the mesh",
        weight: "fault",
        cure: { how: "restart", workload: "Deployment/shop/web" },
      },
    ]);
  });

  it("with a proxy of another version than the mesh is told", () => {
    const [problem] = found(pod([own, proxy("1.16.0")]));
    expect(problem?.says).toBe(
      "Pod shop/web-1-x has the proxy docker.io/istio/proxyv2:1.16.0, and the mesh is of docker.io/istio/proxyv2:1.17.8",
    );
  });

  it("that the lab declares by itself is to be made again", () => {
    const bare = pod([own], { name: "netshoot", ownerReferences: undefined });
    const [problem] = sidecars(
      snapshot(
        [...declared, kubeObject("v1", "Pod", { name: "netshoot", namespace: "shop" })],
        [bare],
      ),
    );
    expect(problem?.cure).toEqual({ how: "replace", pod: "Pod/shop/netshoot" });
  });

  it.each<[string, KubeObject]>([
    ["has its sidecar", pod([own, proxy("1.17.8")])],
    ["wants none, by a label", pod([own], { labels: { "sidecar.istio.io/inject": "false" } })],
    [
      "wants none, by annotation",
      pod([own], { annotations: { "sidecar.istio.io/inject": "false" } }),
    ],
    ["uses the node's network", pod([own], {}, { hostNetwork: true })],
    ["is on its way out", pod([own], { deletionTimestamp: "2026-11-26T14:00:00Z" })],
    [
      "names its own proxy",
      pod([own, proxy("x")], { annotations: { "sidecar.istio.io/proxyImage": "y" } }),
    ],
    ["is the learner's", pod([own], { ownerReferences: undefined })],
    ["is elsewhere", pod([own], { namespace: "default" })],
  ])("is right when it %s", (_how, live) => {
    expect(found(live)).toEqual([]);
  });

  it("is right on kwok without any: nothing injects there", () => {
    const all = snapshot(declared, [deployment, replicaSet, pod([own])], { target: onKwok });
    expect(sidecars(all)).toEqual([]);
  });
});
