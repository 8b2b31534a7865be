import { describe, expect, it } from "@jest/globals";
import { judgeCount, judgeObject, readLive } from "../../checks/object-probe.js";
import type { CountProbe, ObjectProbe } from "../../labs/probe-kinds.js";
import { available, count, has, lacks } from "../../labs/probes.js";
import { fakeKubectl, noCluster } from "../support/fake-kubectl.js";
import { kubeObject } from "../support/fake-manifests.js";

const catalog = {
  ...kubeObject("apps/v1", "Deployment", { name: "catalog", namespace: "shop" }, { replicas: 1 }),
  status: { conditions: [{ type: "Available", status: "False" }] },
};
const objects = [
  catalog,
  kubeObject("v1", "Service", { name: "catalog", namespace: "shop" }),
  kubeObject("v1", "Service", { name: "catalog", namespace: "other" }),
  kubeObject("v1", "Service", { name: "webapp", namespace: "shop" }),
  kubeObject("v1", "Namespace", { name: "shop" }),
];

describe("reading live objects", () => {
  it("gives those that are there, by key", async () => {
    const keys = [
      "Deployment/shop/catalog",
      "Service/shop/catalog",
      "Service/shop/gone",
      "Service/other/catalog",
      "Namespace/shop",
    ];
    const live = await readLive(
      keys,
      fakeKubectl(() => objects),
    );
    expect([...live.keys()].sort()).toEqual(keys.filter((key) => !key.includes("gone")).sort());
    expect(live.get("Deployment/shop/catalog")).toEqual(catalog);
    expect(live.get("Service/other/catalog")?.metadata.namespace).toBe("other");
  });

  it("asks once for each namespace, and for each object once", async () => {
    const kubectl = fakeKubectl(() => objects);
    const keys = [
      "Service/shop/catalog",
      "Service/shop/webapp",
      "Service/shop/catalog",
      "Namespace/shop",
    ];
    await readLive(keys, kubectl);
    expect(kubectl.mock.calls.map(([args]) => args.join(" ")).sort()).toEqual([
      "get --ignore-not-found -o json Namespace/shop",
      "get --namespace shop --ignore-not-found -o json Service/catalog Service/webapp",
    ]);
  });

  it("asks nothing when nothing is wanted", async () => {
    const kubectl = fakeKubectl(() => objects);
    expect((await readLive([], kubectl)).size).toBe(0);
    expect(kubectl).not.toHaveBeenCalled();
  });

  it("fails when the cluster doesn't answer", async () => {
    await expect(readLive(["Namespace/shop"], noCluster)).rejects.toThrow("was refused");
  });
});

describe("an object's check", () => {
  const live = new Map([["Deployment/shop/catalog", catalog]]);
  const replicas = (number: number): ObjectProbe =>
    has("Deployment/shop/catalog", { spec: { replicas: number } });

  it.each<[string, ObjectProbe, string | undefined]>([
    ["the object is there", has("Deployment/shop/catalog"), undefined],
    ["it is not", has("Deployment/shop/webapp"), "Deployment shop/webapp does not exist"],
    ["it has the value", replicas(1), undefined],
    ["it has another", replicas(2), "Deployment shop/catalog: spec.replicas is 1, wanted 2"],
    [
      "a field is missing",
      has("Deployment/shop/catalog", { spec: { paused: true } }),
      "Deployment shop/catalog: spec.paused is nothing, wanted true",
    ],
    [
      "its pods are not ready",
      available("shop", "catalog"),
      'Deployment shop/catalog: status.conditions[type=Available].status is "False", wanted "True"',
    ],
    ["it is to be gone and is", lacks("Deployment/shop/webapp"), undefined],
    [
      "it is to be gone and isn't",
      lacks("Deployment/shop/catalog"),
      "Deployment shop/catalog exists",
    ],
  ])("says what is seen when %s", (_title, probe, expected) => {
    expect(judgeObject(probe, live)?.text).toBe(expected);
  });
});

it("a long value is the beginning of one line, and whole for those who ask", () => {
  const annotations = { all: "x".repeat(500) };
  const object = kubeObject("v1", "Service", { name: "catalog", namespace: "shop", annotations });
  const probe = has("Service/shop/catalog", { metadata: { annotations: { all: "y" } } });
  const wrong = judgeObject(probe, new Map([["Service/shop/catalog", object]]));
  expect(wrong?.seen).toMatch(/^Service shop\/catalog: metadata.annotations.all is "x{79}…$/);
  expect(wrong).toMatchObject({ wanted: '"y"', whole: `"${annotations.all}"` });
});

describe("a number's check", () => {
  const services = (number: number, more: Partial<CountProbe> = {}): CountProbe => ({
    ...count("services", number),
    ...more,
  });

  it.each<[string, CountProbe, string | undefined]>([
    ["all", services(3), undefined],
    ["those of a namespace", services(2, { namespace: "shop" }), undefined],
    ["those of a name", services(2, { named: "^catalog$" }), undefined],
    ["none", services(0, { named: "^istio" }), undefined],
    ["too few", services(4), "there are 3 services, wanted 4"],
    ["too many", services(1, { named: "catalog" }), "there are 2 services, wanted 1"],
  ])("counts %s", async (_title, probe, expected) => {
    const kubectl = fakeKubectl(() => objects);
    expect((await judgeCount(probe, kubectl))?.text).toBe(expected);
  });

  it("leaves the choice by label to the server", async () => {
    const kubectl = fakeKubectl(() => objects);
    await judgeCount(services(3, { selector: "app=catalog" }), kubectl);
    expect(kubectl.mock.calls).toEqual([
      [["get", "services", "--selector", "app=catalog", "-o", "name"]],
    ]);
  });
});
