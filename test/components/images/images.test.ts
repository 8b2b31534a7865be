import { describe, expect, it } from "@jest/globals";
import { Images } from "../../../components/images/images.js";
import { fakeCluster } from "../../support/fake-cluster.js";
import { kubeObject, placed } from "../../support/fake-manifests.js";
import { record, type Registration } from "../../support/record.js";

const deployment = (namespace: string, name: string, image: string) =>
  kubeObject("apps/v1", "Deployment", { name, namespace }, podsOf(image));
const podsOf = (image: string): object => ({ template: { spec: { containers: [{ image }] } } });

const objects = placed(
  "istio",
  deployment("istio-system", "istiod", "pilot:1"),
  deployment("istio-system", "gateway", "auto"),
  deployment("shop", "web", "web:1"),
  deployment("shop", "web-2", "web:1"),
);

interface Recorded {
  readonly images: Images;
  readonly seen: readonly Registration[];
}

async function registered(of = objects): Promise<Recorded> {
  let images: Images | undefined;
  const seen = await record(() => {
    images = new Images("images", { objects: of, cluster: fakeCluster(), node: "x-control-plane" });
  });
  if (images === undefined) throw new Error("nothing was made");
  return { images, seen };
}

const named = (seen: readonly Registration[], name: string): Registration | undefined =>
  seen.find((entry) => entry.name === name);

describe("the images of a lab on a real cluster", () => {
  it("are pulled once each, exactly those that the objects name, and outlive the lab", async () => {
    const { seen } = await registered();
    const pulled = seen.filter(({ type }) => type === "docker:index/remoteImage:RemoteImage");
    expect(pulled.map(({ name, inputs }) => [name, inputs])).toEqual([
      ["images/pilot:1", { name: "pilot:1", keepLocally: true }],
      ["images/web:1", { name: "web:1", keepLocally: true }],
    ]);
    expect(pulled.map(({ retainOnDelete }) => retainOnDelete)).toEqual([true, true]);
  });

  it("are pulled by docker itself before the plugin would, with the user's logins", async () => {
    const { seen } = await registered();
    const pulled = seen.filter(({ type }) => type === "docker:index/remoteImage:RemoteImage");
    expect(pulled.map(({ beforeCreate, provider }) => [beforeCreate, provider])).toEqual([
      [1, undefined],
      [1, undefined],
    ]);
  });

  it("go into the node in two archives, istiod's first, one at a time", async () => {
    const { seen } = await registered();
    const input = (name: string): unknown => {
      const { LAB_COMMAND } = named(seen, name)?.inputs["environment"] as { LAB_COMMAND: string };
      return JSON.parse(LAB_COMMAND);
    };
    expect(input("images/first")).toMatchObject({ images: [{ image: "pilot:1" }] });
    expect(input("images/rest")).toMatchObject({
      node: "x-control-plane",
      images: [{ image: "web:1" }],
    });
    expect(named(seen, "images/rest")?.dependsOn).toContain("images/first");
  });

  it("are loaded again into another cluster, with which the loads go", async () => {
    const { seen } = await registered();
    expect(named(seen, "images/rest")).toMatchObject({
      deletedWith: "cluster/kwok",
      inputs: { triggers: expect.arrayContaining(["cluster/kwok-id"]) as unknown },
    });
  });

  it("need one archive only where there is no istiod, and none where there is no pod", async () => {
    const apps = await registered(objects.filter(({ key }) => key.includes("/shop/")));
    expect(named(apps.seen, "images/first")).toBeUndefined();
    expect(named(apps.seen, "images/rest")?.dependsOn).not.toContain("images/first");
    const none = await registered([]);
    expect(none.seen.filter(({ type }) => type.startsWith("command:"))).toEqual([]);
  });

  it("are waited for by the archive that brings them; an unknown one by all", async () => {
    const { images } = await registered();
    const [first, rest] = [images.loaded(["pilot:1"]), images.loaded(["web:1"])];
    expect([first.length, rest.length]).toEqual([1, 1]);
    expect(first[0]).not.toBe(rest[0]);
    expect(new Set(images.loaded(["auto"]))).toEqual(new Set([...first, ...rest]));
    expect(images.loaded([])).toEqual([]);
  });
});
