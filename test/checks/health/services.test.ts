import { describe, expect, it } from "@jest/globals";
import { unmet } from "../../../checks/health/services.js";
import type { KubeObject } from "../../../labs/kube.js";
import { kubeObject } from "../../support/fake-manifests.js";
import { liveObject, snapshot } from "../../support/fake-live.js";

const meta = { name: "web", namespace: "shop" };
const service = kubeObject("v1", "Service", meta, { selector: { app: "web" } });
const workload = kubeObject("apps/v1", "Deployment", meta, {
  template: { metadata: { labels: { app: "web", version: "v1" } } },
});
const pod = (
  status: string,
  labels: Readonly<Record<string, string>> = { app: "web" },
): KubeObject =>
  liveObject(
    "v1",
    "Pod",
    { ...meta, name: "web-1", labels },
    {
      status: { conditions: [{ type: "Ready", status }] },
    },
  );
const endpoints = (...addresses: readonly string[]): KubeObject =>
  liveObject("v1", "Endpoints", meta, { subsets: [{ addresses }] });
const says = (live: readonly KubeObject[], declared = [service, workload]): string[] =>
  unmet(snapshot(declared, live)).map((problem) => problem.says);

describe("a Service", () => {
  it("that meets no pod is told, with its selector", () => {
    const patched = { ...service, spec: { selector: { app: "web", version: "nope" } } };
    expect(says([patched, pod("True")])).toEqual([
      "Service shop/web meets no pod (app=web,version=nope)",
    ]);
  });

  it("that has no endpoints while its pods are ready is told", () => {
    expect(says([service, pod("True"), endpoints()])).toEqual([
      "Service shop/web has no endpoints, and 1 of its pods are ready",
    ]);
  });

  it.each<[string, KubeObject[], KubeObject[]]>([
    ["has endpoints", [service, pod("True"), endpoints("10.0.0.1")], [service, workload]],
    ["has pods that are not ready: they say why", [service, pod("False")], [service, workload]],
    ["has no pods at all: their workload says why", [service], [service, workload]],
    ["stands without a workload at this step", [service], [service]],
    [
      "has a workload that was scaled to 0",
      [service, { ...workload, spec: { replicas: 0 } }],
      [service, workload],
    ],
    ["names no pods at all", [{ ...service, spec: {} }], [{ ...service, spec: {} }, workload]],
  ])("is right when it %s", (_how, live, declared) => {
    expect(says(live, declared)).toEqual([]);
  });
});
