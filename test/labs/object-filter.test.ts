import { describe, expect, it } from "@jest/globals";
import { changedObjects, filterObjects, kindsIn, partsIn } from "../../labs/object-filter.js";
import type { LabObject } from "../../labs/objects.js";
import type { Part } from "../../labs/parts/index.js";

const object = (part: Part, kind: string, name: string, value = 1): LabObject => ({
  key: `${kind}/shop/${name}`,
  part,
  object: { apiVersion: "v1", kind, metadata: { name, namespace: "shop" }, spec: { value } },
});
const all = [
  object("catalog", "Service", "catalog"),
  object("catalog", "Deployment", "catalog-v2"),
  object("webapp", "Service", "webapp"),
];
const names = (objects: readonly LabObject[]) => objects.map(({ key }) => key);

describe("the objects of a lab that are asked for", () => {
  it("are all of them where nothing is", () => {
    expect(filterObjects(all, {})).toEqual(all);
  });

  it.each([
    [{ part: "catalog" }, ["Service/shop/catalog", "Deployment/shop/catalog-v2"]],
    [{ kind: "service" }, ["Service/shop/catalog", "Service/shop/webapp"]],
    [{ name: "v2" }, ["Deployment/shop/catalog-v2"]],
    [{ part: "catalog", kind: "Service" }, ["Service/shop/catalog"]],
    [{ part: "webapp", name: "v2" }, []],
  ])("are those that fit all of %j", (filter, wanted) => {
    expect(names(filterObjects(all, filter))).toEqual(wanted);
  });

  it("are those that a step makes or changes, and not what it removes", () => {
    const before = [
      object("catalog", "Service", "catalog", 2),
      object("forum", "Service", "forum"),
    ];
    expect(names(changedObjects([...before, ...all.slice(1, 2)], all))).toEqual([
      "Service/shop/catalog",
      "Service/shop/webapp",
    ]);
  });

  it("can be asked for by the parts and kinds that there are", () => {
    expect(partsIn(all)).toEqual(["catalog", "webapp"]);
    expect(kindsIn(all)).toEqual(["Deployment", "Service"]);
  });
});
