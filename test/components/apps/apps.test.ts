import { describe, expect, it } from "@jest/globals";
import { Catalog, Forum, SimpleWeb, Webapp } from "../../../components/apps/apps.js";
import { objectsOf, type LabObject } from "../../../labs/objects.js";
import type { Part } from "../../../labs/parts.js";
import { stateAt } from "../../../labs/week.js";
import { week1 } from "../../../labs/week1/index.js";
import { week3 } from "../../../labs/week3/index.js";
import { fakeCluster } from "../../support/fake-cluster.js";
import { fakeManifests } from "../../support/fake-manifests.js";
import { record, type Registration } from "../../support/record.js";

const objectsIn = (part: Part, step: string): LabObject[] => {
  const week = step.startsWith("3.") ? week3 : week1;
  const where = { target: "kwok", images: "official" } as const;
  return objectsOf(stateAt(week, step), fakeManifests, where).filter(
    (object) => object.part === part,
  );
};

/** The address that a component gives out, and what it registers. */
async function made(
  Component: typeof Catalog | typeof Webapp | typeof Forum | typeof SimpleWeb,
  part: Part,
  step: string,
): Promise<{ readonly address: string | undefined; readonly seen: readonly Registration[] }> {
  let address: string | undefined;
  const seen = await record(() => {
    const objects = objectsIn(part, step);
    ({ address } = new Component(part, { objects, cluster: fakeCluster() }));
  });
  return { address, seen };
}

describe("an app of the book", () => {
  it.each([
    ["catalog", Catalog, "1.54", "istio-lab:apps:Catalog"],
    ["webapp", Webapp, "1.54", "istio-lab:apps:Webapp"],
    ["forum", Forum, "3.28", "istio-lab:apps:Forum"],
    ["simple-web", SimpleWeb, "3.32", "istio-lab:apps:SimpleWeb"],
  ] as const)("gives out its address in the cluster: %s", async (part, Component, step, type) => {
    const { address, seen } = await made(Component, part, step);
    expect(address).toBe(`${part}.istioinaction:80`);
    expect(seen.find(({ name }) => name === part)?.type).toBe(type);
  });

  it("has a second Deployment and the same Service once catalog v2 is there", async () => {
    const names = async (step: string): Promise<string[]> =>
      (await made(Catalog, "catalog", step)).seen
        .filter(({ parent }) => parent === "catalog")
        .map(({ name }) => name)
        .sort();
    const [before, after] = [await names("1.49"), await names("1.54")];
    expect(after.filter((name) => !before.includes(name))).toEqual([
      "catalog/Deployment/istioinaction/catalog-v2",
    ]);
    expect(before.filter((name) => !after.includes(name))).toEqual([]);
  });
});
