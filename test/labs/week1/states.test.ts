import { describe, expect, it } from "@jest/globals";
import { actionsIn, addonsIn, meshOf, objectIn, objectsIn } from "../../../labs/contents.js";
import { nothing } from "../../../labs/state.js";
import { stateAt, type Week } from "../../../labs/week.js";
import { week1 } from "../../../labs/week1/index.js";

/** Makes a value unchangeable, all the way down: a patch that writes to its input then throws. */
function freeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  Object.values(value).forEach(freeze);
  return value;
}

const keysAt = (id: string): string[] => Object.keys(objectsIn(stateAt(week1, id))).sort();
const actionsAt = (id: string): string[] => Object.keys(actionsIn(stateAt(week1, id))).sort();

describe("the state at a step of week 1", () => {
  it.each(week1.steps)("is the same whenever it is asked: $id", ({ id }) => {
    expect(stateAt(week1, id)).toEqual(stateAt(week1, id));
  });

  it("is never changed by a later step", () => {
    const frozen: Week = {
      ...week1,
      steps: week1.steps.map(({ patch, ...step }) =>
        patch === undefined ? step : { ...step, patch: (state) => freeze(patch(freeze(state))) },
      ),
    };
    for (const { id } of week1.steps) {
      expect(stateAt(frozen, id)).toEqual(stateAt(week1, id));
    }
  });

  it("has no object before 1.5, and nothing at all after the teardown", () => {
    expect(keysAt("1.4")).toEqual([]);
    expect(stateAt(week1, "1.1")).toEqual(nothing);
    expect(stateAt(week1, "1.60")).toEqual(nothing);
  });

  it("has Istio from 1.11 and the addons from 1.14", () => {
    expect(meshOf(stateAt(week1, "1.10"))).toBeUndefined();
    expect(meshOf(stateAt(week1, "1.11"))?.profile).toBe("default");
    expect(addonsIn(stateAt(week1, "1.13"))).toEqual({});
    expect(Object.keys(addonsIn(stateAt(week1, "1.14"))).sort()).toEqual([
      "grafana",
      "jaeger",
      "kiali",
      "prometheus",
    ]);
  });

  it("has one VirtualService catalog from 1.49 on, with three specs one after the other", () => {
    const specs = ["1.48", "1.49", "1.54", "1.55", "1.56", "1.57", "1.59"].map(
      (id) => objectIn(stateAt(week1, id), "VirtualService/istioinaction/catalog")?.["spec"],
    );
    const [none, retries, still, v1, v1Still, dark, darkStill] = specs;
    expect(none).toBeUndefined();
    expect(retries).toEqual({
      hosts: ["catalog"],
      http: [
        {
          route: [{ destination: { host: "catalog" } }],
          retries: { attempts: 3, retryOn: "5xx", perTryTimeout: "2s" },
        },
      ],
    });
    expect(still).toEqual(retries);
    expect(v1).toEqual({
      hosts: ["catalog"],
      http: [{ route: [{ destination: { host: "catalog", subset: "version-v1" } }] }],
    });
    expect(v1Still).toEqual(v1);
    expect(dark).toEqual({
      hosts: ["catalog"],
      http: [
        {
          match: [{ headers: { "x-dark-launch": { exact: "v2" } } }],
          route: [{ destination: { host: "catalog", subset: "version-v2" } }],
        },
        { route: [{ destination: { host: "catalog", subset: "version-v1" } }] },
      ],
    });
    expect(darkStill).toEqual(dark);
  });

  it("has the fault from 1.47 to 1.50, first for all requests and then for half of them", () => {
    const titleAt = (id: string): string | undefined =>
      actionsIn(stateAt(week1, id))["catalog-fault"]?.title;
    expect(["1.46", "1.47", "1.48", "1.50", "1.51"].map(titleAt)).toEqual([
      undefined,
      "500 on 100 % of requests in catalog v1",
      "500 on 50 % of requests in catalog v1",
      "500 on 50 % of requests in catalog v1",
      undefined,
    ]);
  });

  it("keeps the node's tools, release, istioctl and kubeconfig once they are there", () => {
    expect(actionsAt("1.4")).toEqual(["node-tools"]);
    expect(actionsAt("1.59")).toEqual([
      "node-istio-release",
      "node-istioctl",
      "node-kubeconfig-namespace",
      "node-tools",
    ]);
  });
});
