import { describe, expect, it } from "@jest/globals";
import { actionsIn } from "../../labs/contents.js";
import { weeks } from "../../labs/index.js";
import type { Manifests } from "../../labs/manifests.js";
import { objectsOf } from "../../labs/objects.js";
import { stateAt } from "../../labs/week.js";
import { workloadsOf } from "../../labs/workloads.js";
import { fakeManifests, kubeObject, placed } from "../support/fake-manifests.js";
import { kind as onKind } from "../../targets/kind.js";

const labelled = (name: string, namespace: string, labels: object) =>
  kubeObject("apps/v1", "Deployment", { name, namespace }, { template: { metadata: { labels } } });

const objects = placed(
  "catalog",
  labelled("v1", "shop", { app: "a", version: "v1" }),
  labelled("v2", "shop", { app: "a", version: "v2" }),
  labelled("other", "garden", { app: "a", version: "v1" }),
  kubeObject("v1", "Service", { name: "a", namespace: "shop" }, { selector: { app: "a" } }),
);

const place = (selector: string) =>
  ({ where: "pods", namespace: "shop", selector, container: "a" }) as const;

/** The manifests with what Istio's own Deployments say of their pods. */
const manifests: Manifests = {
  ...fakeManifests,
  istio: (spec) =>
    fakeManifests.istio(spec).map((object) => {
      const { name, namespace = "" } = object.metadata;
      return object.kind === "Deployment" ? labelled(name, namespace, { app: name }) : object;
    }),
};

describe("the workloads that an action selects", () => {
  it.each([
    ["app=a", ["Deployment/shop/v1", "Deployment/shop/v2"]],
    ["app=a,version=v1", ["Deployment/shop/v1"]],
    ["app=b", []],
  ])("by %s are those of its namespace whose pods have all labels: %j", (selector, expected) => {
    expect(workloadsOf(place(selector), objects).map(({ key }) => key)).toEqual(expected);
  });

  it("are none in the node", () => {
    expect(workloadsOf({ where: "node" }, objects)).toEqual([]);
  });

  it.each(["app", "app!=a", "app in (a)"])("can't be asked for by %s", (selector) => {
    expect(() => workloadsOf(place(selector), objects)).toThrow("is no label=value of a selector");
  });

  it.each(weeks.flatMap((week) => week.steps.map((step) => [step.id, week] as const)))(
    "are there at step %s for each action in pods",
    (step, week) => {
      const state = stateAt(week, step);
      const all = objectsOf(state, manifests, { target: onKind, images: "official" });
      for (const { name, place: where } of Object.values(actionsIn(state))) {
        if (where.where === "node") continue;
        expect([name, workloadsOf(where, all).length > 0]).toEqual([name, true]);
      }
    },
  );
});
