import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "@jest/globals";
import { PartComponent } from "../../components/part.js";
import type { KubeObject } from "../../labs/kube.js";
import type { PartSpec } from "../../labs/parts/part.js";
import { fakeCluster } from "../support/fake-cluster.js";
import { kubeObject, placed } from "../support/fake-manifests.js";
import { record, type Registration } from "../support/record.js";

const objects = placed(
  "catalog",
  kubeObject("v1", "Namespace", { name: "shop" }),
  kubeObject("apps/v1", "Deployment", { name: "web", namespace: "shop" }),
  kubeObject("v1", "Service", { name: "web", namespace: "shop" }),
);

const token = "test:index:Part";
/** All at once. */
const plain: PartSpec = { name: "plain", token, stages: { of: () => 0 } };
const STAGES = ["Namespace", "Secret", "Deployment", "Service"];
const stageOf = ({ kind }: KubeObject): number => STAGES.indexOf(kind);
/** One after the other, with a stage in which there is nothing. */
const staged: PartSpec = {
  name: "staged",
  token,
  stages: { of: stageOf },
};

class Gate extends pulumi.CustomResource {}

/** The registrations of a component's children, by name. */
async function childrenOf(
  part: PartSpec,
  make: () => pulumi.Resource[] = () => [],
): Promise<Registration[]> {
  const seen = await record(() => {
    const gates = make();
    return new PartComponent(part, { objects, cluster: fakeCluster(), after: () => gates });
  });
  return seen.filter(({ parent }) => parent === part.name);
}

describe("a part of a lab", () => {
  it("registers each object on its own, under a name that starts with the component's", async () => {
    const children = await childrenOf(plain);
    expect(children.map(({ name, type, parent }) => ({ name, type, parent }))).toEqual([
      { name: "plain/Namespace/shop", type: "kubernetes:core/v1:Namespace", parent: "plain" },
      { name: "plain/Deployment/shop/web", type: "kubernetes:apps/v1:Deployment", parent: "plain" },
      { name: "plain/Service/shop/web", type: "kubernetes:core/v1:Service", parent: "plain" },
    ]);
  });

  it("deletes every object with the cluster, and reaches it by the explicit provider only", async () => {
    for (const child of await childrenOf(plain)) {
      expect(child).toMatchObject({ deletedWith: "cluster/kwok", provider: "cluster/kubernetes" });
    }
  });

  it("makes all objects at once, after what it was told to wait for", async () => {
    const gate = (): pulumi.Resource[] => [new Gate("test:index:Gate", "gate")];
    const children = await childrenOf(plain, gate);
    expect(children.map(({ dependsOn }) => dependsOn)).toEqual([["gate"], ["gate"], ["gate"]]);
  });

  it("makes a stage when the one before it is ready; an empty one holds nothing up", async () => {
    const children = await childrenOf(staged);
    expect(children.map(({ name, dependsOn }) => [name, dependsOn])).toEqual([
      ["staged/Namespace/shop", []],
      ["staged/Deployment/shop/web", ["staged/Namespace/shop"]],
      ["staged/Service/shop/web", ["staged/Deployment/shop/web"]],
    ]);
  });

  it("gives its raw resources by key", async () => {
    const found: unknown[] = [];
    await record(() => {
      const { nodes } = new PartComponent(plain, { objects, cluster: fakeCluster() });
      found.push([...nodes.keys()]);
    });
    expect(found).toEqual([objects.map(({ key }) => key)]);
  });

  it("is ready for others with its last stage, unless it names another one", async () => {
    const found: unknown[] = [];
    const namesReady = { ...staged, name: "early", stages: { of: stageOf, ready: 0 } };
    await record(() => {
      const cluster = fakeCluster();
      for (const part of [staged, namesReady]) {
        const { ready, nodes } = new PartComponent(part, { objects, cluster });
        found.push([...nodes].filter(([, node]) => ready.includes(node)).map(([key]) => key));
      }
    });
    expect(found).toEqual([["Service/shop/web"], ["Namespace/shop"]]);
  });

  it("makes namespaces and definitions before all else where it says nothing of an order", async () => {
    const children = await childrenOf({ name: "silent", token });
    expect(children.map(({ name, dependsOn }) => [name, dependsOn])).toEqual([
      ["silent/Namespace/shop", []],
      ["silent/Deployment/shop/web", ["silent/Namespace/shop"]],
      ["silent/Service/shop/web", ["silent/Namespace/shop"]],
    ]);
  });

  it("waits for its images with the objects that have pods, and with no other", async () => {
    const asked: (readonly string[])[] = [];
    const web = kubeObject("apps/v1", "Deployment", { name: "web" }, podsOf("web:1"));
    const seen = await record(() => {
      const load = new Gate("test:index:Gate", "load");
      const loaded = (images: readonly string[]): pulumi.Resource[] => {
        asked.push(images);
        return images.length === 0 ? [] : [load];
      };
      const parts = placed("catalog", kubeObject("v1", "Service", { name: "web" }), web);
      return new PartComponent(plain, { objects: parts, cluster: fakeCluster(), loaded });
    });
    const children = seen.filter(({ parent }) => parent === "plain");
    expect(children.map(({ dependsOn }) => dependsOn)).toEqual([[], ["load"]]);
    expect(asked).toContainEqual(["web:1"]);
  });

  it("leaves alone what istiod writes into webhooks", async () => {
    const webhooks = ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"].map(
      (kind) => kubeObject("admissionregistration.k8s.io/v1", kind, { name: "x" }),
    );
    const seen = await record(
      () =>
        new PartComponent(plain, { objects: placed("istio", ...webhooks), cluster: fakeCluster() }),
    );
    const ignored = seen.filter(({ parent }) => parent === "plain");
    expect(ignored.map(({ ignoreChanges }) => ignoreChanges)).toEqual([
      ["webhooks[*].clientConfig.caBundle", "webhooks[*].failurePolicy"],
      ["webhooks[*].clientConfig.caBundle", "webhooks[*].failurePolicy"],
    ]);
    for (const child of await childrenOf(plain)) expect(child.ignoreChanges).toEqual([]);
  });
});

const podsOf = (image: string): object => ({ template: { spec: { containers: [{ image }] } } });
