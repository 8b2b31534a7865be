import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "@jest/globals";
import { PartComponent } from "../../components/part.js";
import type { LabObject } from "../../labs/objects.js";
import { istio } from "../../labs/parts/istio.js";
import { published } from "../../labs/week1/mesh.js";
import { fakeCluster } from "../support/fake-cluster.js";
import { fakeIstio, placed } from "../support/fake-manifests.js";
import { record } from "../support/record.js";

const NAMESPACE = ["istio/Namespace/istio-system"];
const ISTIOD = ["istio/Deployment/istio-system/istiod"];

/** What each object of Istio waits for, by name. */
async function dependencies(
  objects: readonly LabObject[],
): Promise<Map<string, readonly string[]>> {
  const seen = await record(() => new PartComponent(istio, { objects, cluster: fakeCluster() }));
  const children = seen.filter(({ parent }) => parent === "istio");
  return new Map(children.map(({ name, dependsOn }) => [name, dependsOn]));
}

const all = placed("istio", ...fakeIstio(published));

describe("Istio's objects", () => {
  it.each([
    ["CustomResourceDefinition/virtualservices.networking.istio.io"],
    ["ClusterRole/istiod-istio-system"],
    ["ServiceAccount/istio-system/istio-ingressgateway"],
    ["ConfigMap/istio-system/istio"],
    ["Service/istio-system/istiod"],
    ["Service/istio-system/istio-ingressgateway"],
    ["HorizontalPodAutoscaler/istio-system/istiod"],
    ["MutatingWebhookConfiguration/istio-sidecar-injector"],
  ])("come before istiod: %s waits for the namespace only", async (key) => {
    const found = await dependencies(all);
    expect(found.get(`istio/${key}`)).toEqual(NAMESPACE);
    expect(found.get(ISTIOD[0] ?? "")).toContain(`istio/${key}`);
  });

  it.each([
    ["Deployment/istio-system/istio-ingressgateway"],
    ["HorizontalPodAutoscaler/istio-system/istio-ingressgateway"],
    ["EnvoyFilter/istio-system/stats-filter-1.17"],
    ["IstioOperator/istio-system/installed-state"],
  ])("come after istiod: %s", async (key) => {
    expect((await dependencies(all)).get(`istio/${key}`)).toEqual(ISTIOD);
  });

  it("begin with the namespace", async () => {
    expect((await dependencies(all)).get("istio/Namespace/istio-system")).toEqual([]);
  });

  it("are all there, once each", async () => {
    expect([...(await dependencies(all)).keys()].sort()).toEqual(
      all.map(({ key }) => `istio/${key}`).sort(),
    );
  });
});

describe("Istio as others see it", () => {
  /** The keys of the objects that others wait for. */
  const readyOf = async (objects: readonly LabObject[]): Promise<string[]> => {
    const keys: string[] = [];
    await record(() => {
      const { ready, nodes } = new PartComponent(istio, { objects, cluster: fakeCluster() });
      keys.push(...[...nodes].filter(([, node]) => ready.includes(node)).map(([key]) => key));
    });
    return keys;
  };

  it("is ready when istiod is", async () => {
    expect(await readyOf(all)).toEqual(["Deployment/istio-system/istiod"]);
  });

  it("holds nothing up while it is not installed", async () => {
    expect(await readyOf([])).toEqual([]);
  });
});

describe("the gate behind istiod", () => {
  const GATE = "istio/webhook-gate";

  /** Istio on a cluster where it runs, and something that waits for it. */
  const registered = (objects: readonly LabObject[]) =>
    record(() => {
      const args = { objects, cluster: fakeCluster(), runsIn: "week1" };
      const { ready } = new PartComponent(istio, args);
      new Waiting("waiting", ready);
    });

  it("waits for istiod, and all that is injected waits for it", async () => {
    const seen = await registered(all);
    const dependsOn = (name: string) => seen.find((entry) => entry.name === name)?.dependsOn;
    expect(dependsOn(GATE)).toEqual(["cluster/kwok", ...ISTIOD]);
    expect(dependsOn("istio/Deployment/istio-system/istio-ingressgateway")).toEqual([GATE]);
    expect(dependsOn("waiting")).toEqual([GATE]);
  });

  it("is made once for each cluster, and goes with it", async () => {
    const gate = (await registered(all)).find(({ name }) => name === GATE);
    expect(gate).toMatchObject({
      type: "command:local:Command",
      deletedWith: "cluster/kwok",
      inputs: { triggers: ["cluster/kwok-id"], environment: { LAB_COMMAND: '{"stack":"week1"}' } },
    });
  });

  it("is not there without istiod", async () => {
    expect((await registered([])).map(({ name }) => name)).not.toContain(GATE);
  });
});

class Waiting extends pulumi.CustomResource {
  constructor(name: string, dependsOn: readonly pulumi.Resource[]) {
    super("test:index:Waiting", name, {}, { dependsOn: [...dependsOn] });
  }
}
