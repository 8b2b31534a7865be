import { describe, expect, it } from "@jest/globals";
import type { Action } from "../../labs/action.js";
import {
  actionsIn,
  addonsIn,
  clusterOf,
  containerImages,
  definitionsIn,
  isEmpty,
  meshOf,
  objectIn,
  objectsIn,
  withoutCluster,
} from "../../labs/contents.js";
import {
  act,
  addons,
  all,
  apply,
  cluster,
  define,
  forgetImages,
  mesh,
  nothing,
  pullImages,
  remove,
  removeContainers,
  runContainers,
  teardown,
  undo,
} from "../../labs/state.js";
import { clusterOfWeek, type Step } from "../../labs/week.js";
import { cluster1 } from "../../labs/week1/cluster.js";
import { addonsInside, addonsPublished, installed, published } from "../../labs/week1/mesh.js";
import { clusterless, httpbin, proxy } from "../support/clusterless.js";
import { kubeObject } from "../support/fake-manifests.js";

const web = kubeObject("v1", "Service", { name: "web", namespace: "shop" });
const fault: Action = {
  ...{ name: "fault", title: "A fault", run: ["true"], undo: undefined },
  place: { where: "node" },
};

const made = all(
  cluster(cluster1),
  mesh(installed),
  addons(addonsInside),
  define("flagger"),
  apply("webapp", web),
  act(fault),
);

describe("what is in a state", () => {
  it("is nothing before the first step, and after the teardown", () => {
    for (const state of [nothing, teardown(made(nothing))]) {
      expect(isEmpty(state)).toBe(true);
      expect([clusterOf(state), meshOf(state)]).toEqual([undefined, undefined]);
      expect([addonsIn(state), objectsIn(state), actionsIn(state)]).toEqual([{}, {}, {}]);
      expect(definitionsIn(state)).toEqual([]);
    }
  });

  it("is read as it was put in", () => {
    const state = made(nothing);
    expect(isEmpty(state)).toBe(false);
    expect(clusterOf(state)).toBe(cluster1);
    expect(meshOf(state)).toBe(installed);
    expect(addonsIn(state)).toEqual(addonsInside);
    expect(definitionsIn(state)).toEqual(["flagger"]);
    expect(objectIn(state, "Service/shop/web")).toBe(web);
    expect(Object.keys(objectsIn(state))).toEqual(["Service/shop/web"]);
    expect(actionsIn(state)).toEqual({ fault });
  });

  it("is only what was never in the cluster when that goes", () => {
    const state = all(made, runContainers(proxy))(nothing);
    expect(withoutCluster(state)).toEqual(runContainers(proxy)(nothing));
    expect(withoutCluster(made(nothing))).toEqual(nothing);
  });

  it("is plain data: written as JSON and read again it is the same", () => {
    const state = all(made, runContainers(proxy))(nothing);
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });
});

describe("a patch", () => {
  it("replaces what has the same key, as a whole", () => {
    const other = { ...web, spec: { ports: [] } };
    const state = all(
      ...[made, mesh(published), addons(addonsPublished)],
      ...[apply("catalog", other), act({ ...fault, title: "Another" })],
    )(nothing);
    expect(Object.keys(state)).toEqual(Object.keys(made(nothing)));
    expect(meshOf(state)).toBe(published);
    expect(addonsIn(state)).toEqual(addonsPublished);
    expect(objectsIn(state)["Service/shop/web"]).toMatchObject({ part: "catalog", object: other });
    expect(actionsIn(state)["fault"]?.title).toBe("Another");
  });

  it("removes objects, actions and containers by their names", () => {
    const state = all(
      ...[made, runContainers(httpbin, proxy)],
      ...[remove("Service/shop/web"), undo("fault"), removeContainers("proxy")],
    )(nothing);
    expect([objectsIn(state), actionsIn(state)]).toEqual([{}, {}]);
    expect(Object.keys(state).filter((key) => key.startsWith("container/"))).toEqual([
      "container/httpbin",
    ]);
  });

  it("gets an image once, for all that have it, and asks for it until it is forgotten", () => {
    const { image } = httpbin;
    const state = all(pullImages(image, "other:1"), runContainers(httpbin))(nothing);
    expect(containerImages(state)).toEqual([
      { image, usedBy: [`image/${image}`, "container/httpbin"] },
      { image: "other:1", usedBy: ["image/other:1"] },
    ]);
    expect(containerImages(forgetImages(image)(state))).toEqual([
      { image: "other:1", usedBy: ["image/other:1"] },
      { image, usedBy: ["container/httpbin"] },
    ]);
  });

  it("refuses to remove an object that is not there, and anything that is no object", () => {
    expect(() => remove("Service/shop/api")(made(nothing))).toThrow(
      `"Service/shop/api" can't be removed, it isn't there. Allowed: Service/shop/web.`,
    );
    expect(() => remove("cluster")(made(nothing))).toThrow('"cluster" can\'t be removed');
  });

  it("passes over an action that is not there", () => {
    expect(undo("other")(made(nothing))).toEqual(made(nothing));
  });
});

describe("the cluster of a week", () => {
  const step = { kind: "change", title: "", lesson: "", commands: [], checks: [] } as const;
  const steps: readonly Step[] = [
    { ...step, id: "8.1", patch: runContainers(httpbin) },
    { ...step, id: "8.2", patch: cluster(cluster1) },
  ];
  const versions = { kubernetes: "1.23.17", istio: "1.17.8" };

  it.each(["8.1", "8.2"] as const)("is found whatever its base step is: %s", (base) => {
    expect(clusterOfWeek({ id: "week8", title: "", versions, base, steps })).toBe(cluster1);
  });

  it("is none in a week that never has one", () => {
    expect(clusterOfWeek(clusterless)).toBeUndefined();
  });
});
