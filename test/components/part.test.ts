import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "@jest/globals";
import { PartComponent, type PartArgs } from "../../components/part.js";
import type { LabObject } from "../../labs/objects.js";
import { fakeCluster } from "../support/fake-cluster.js";
import { kubeObject, placed } from "../support/fake-manifests.js";
import { record, type Registration } from "../support/record.js";

const objects = placed(
  "catalog",
  kubeObject("v1", "Namespace", { name: "shop" }),
  kubeObject("apps/v1", "Deployment", { name: "web", namespace: "shop" }),
  kubeObject("v1", "Service", { name: "web", namespace: "shop" }),
);

class Plain extends PartComponent {
  constructor(args: PartArgs) {
    super("test:index:Plain", "plain", args);
  }
}

/** Makes its objects one after the other, with a stage in which there is nothing. */
class Staged extends PartComponent {
  constructor(args: PartArgs) {
    super("test:index:Staged", "staged", args);
  }
  protected override stages([first, ...rest]: readonly LabObject[]): LabObject[][] {
    return [first === undefined ? [] : [first], [], ...rest.map((object) => [object])];
  }
}

class Gate extends pulumi.CustomResource {}

/** The registrations of a component's children, by name. */
async function childrenOf(
  make: (args: PartArgs) => PartComponent,
  after: () => pulumi.Resource[] = () => [],
): Promise<Registration[]> {
  const seen = await record(() => make({ objects, cluster: fakeCluster(), after: after() }));
  return seen.filter(({ parent }) => parent === "plain" || parent === "staged");
}

describe("a part of a lab", () => {
  it("registers each object on its own, under a name that starts with the component's", async () => {
    const children = await childrenOf((args) => new Plain(args));
    expect(children.map(({ name, type, parent }) => ({ name, type, parent }))).toEqual([
      { name: "plain/Namespace/shop", type: "kubernetes:core/v1:Namespace", parent: "plain" },
      { name: "plain/Deployment/shop/web", type: "kubernetes:apps/v1:Deployment", parent: "plain" },
      { name: "plain/Service/shop/web", type: "kubernetes:core/v1:Service", parent: "plain" },
    ]);
  });

  it("deletes every object with the cluster, and reaches it by the explicit provider only", async () => {
    for (const child of await childrenOf((args) => new Plain(args))) {
      expect(child).toMatchObject({ deletedWith: "cluster/kwok", provider: "cluster/kubernetes" });
    }
  });

  it("makes all objects at once, after what it was told to wait for", async () => {
    const gate = (): pulumi.Resource[] => [new Gate("test:index:Gate", "gate")];
    const children = await childrenOf((args) => new Plain(args), gate);
    expect(children.map(({ dependsOn }) => dependsOn)).toEqual([["gate"], ["gate"], ["gate"]]);
  });

  it("makes a stage when the one before it is ready; an empty one holds nothing up", async () => {
    const children = await childrenOf((args) => new Staged(args));
    expect(children.map(({ name, dependsOn }) => [name, dependsOn])).toEqual([
      ["staged/Namespace/shop", []],
      ["staged/Deployment/shop/web", ["staged/Namespace/shop"]],
      ["staged/Service/shop/web", ["staged/Deployment/shop/web"]],
    ]);
  });

  it("gives its raw resources by key", async () => {
    const found: unknown[] = [];
    await record(() => {
      const { nodes } = new Plain({ objects, cluster: fakeCluster() });
      found.push([...nodes.keys()]);
    });
    expect(found).toEqual([objects.map(({ key }) => key)]);
  });

  it("gives those of a kind for others to wait for", async () => {
    const counts: number[] = [];
    await record(() => {
      const part = new Plain({ objects, cluster: fakeCluster() });
      for (const kinds of [["Namespace"], ["Service", "Namespace"], ["Secret"]]) {
        counts.push(part.readyOf(...kinds).length);
      }
    });
    expect(counts).toEqual([1, 2, 0]);
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
      return new Plain({ objects: parts, cluster: fakeCluster(), loaded });
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
      () => new Plain({ objects: placed("istio", ...webhooks), cluster: fakeCluster() }),
    );
    const ignored = seen.filter(({ parent }) => parent === "plain");
    expect(ignored.map(({ ignoreChanges }) => ignoreChanges)).toEqual([
      ["webhooks[*].clientConfig.caBundle", "webhooks[*].failurePolicy"],
      ["webhooks[*].clientConfig.caBundle", "webhooks[*].failurePolicy"],
    ]);
    for (const child of await childrenOf((args) => new Plain(args)))
      expect(child.ignoreChanges).toEqual([]);
  });
});

const podsOf = (image: string): object => ({ template: { spec: { containers: [{ image }] } } });
