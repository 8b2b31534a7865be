import { describe, expect, it } from "@jest/globals";
import type { Action } from "../../../labs/action.js";
import { strandedIn } from "../../../labs/contents.js";
import { weeks } from "../../../labs/index.js";
import {
  diffLineOf,
  isMadeOn,
  kindOf,
  keyOfItem,
  KINDS,
  placedBy,
  shownOf,
  titleOfItem,
  type Item,
  type KindName,
} from "../../../labs/items/index.js";
import { stateAt } from "../../../labs/week.js";
import { cluster1 } from "../../../labs/week1/cluster.js";
import { installed } from "../../../labs/week1/mesh.js";
import { kind } from "../../../targets/kind.js";
import { kwok } from "../../../targets/kwok.js";
import { httpbin } from "../../support/clusterless.js";
import { fakeManifests, kubeObject } from "../../support/fake-manifests.js";

const fault: Action = {
  ...{ name: "fault", title: "500 on all requests", run: ["break", "it all"], undo: ["mend"] },
  place: { where: "pods", namespace: "shop", selector: "app=web", container: "web" },
};
const object = kubeObject("v1", "Service", { name: "web", namespace: "shop" });

/** An item of each kind. */
const items: { readonly [Name in KindName]: Extract<Item, { readonly kind: Name }> } = {
  cluster: { kind: "cluster", spec: cluster1 },
  image: { kind: "image", image: "envoyproxy/envoy:v1.19.0" },
  container: { kind: "container", spec: httpbin },
  certificates: {
    kind: "certificates",
    spec: { name: "web", folder: "ch4/certs", host: "web.example" },
  },
  addon: { kind: "addon", name: "kiali", spec: { type: "ClusterIP", nodePorts: {} } },
  dashboards: {
    kind: "dashboards",
    metadata: { name: "istio-dashboards", namespace: "prometheus" },
  },
  sampleApp: { kind: "sampleApp", name: "bookinfo", namespace: "default" },
  mesh: { kind: "mesh", spec: installed },
  definitions: { kind: "definitions", name: "flagger" },
  object: { kind: "object", part: "webapp", object },
  action: { kind: "action", action: fault },
};
const each = KINDS.map((name) => [name, items[name]] as const);

const change = (how: "added" | "removed" | "changed") => ({ key: "", kind: how, fields: [] });

describe("a kind of item", () => {
  it.each<[KindName, string, string]>([
    ["cluster", "cluster", "cluster myk8s"],
    ["image", "image/envoyproxy/envoy:v1.19.0", "image envoyproxy/envoy:v1.19.0"],
    ["container", "container/httpbin", "container httpbin"],
    ["certificates", "certificates/web", "certificates for web.example"],
    ["addon", "addon/kiali", "addon kiali"],
    [
      "dashboards",
      "dashboards/prometheus/istio-dashboards",
      "ConfigMap prometheus/istio-dashboards with Istio's dashboards",
    ],
    ["sampleApp", "sampleApp/bookinfo", "sample application bookinfo in default"],
    ["mesh", "mesh", "IstioOperator istio-system/installed-state"],
    ["definitions", "definitions/flagger", "the definitions of flagger"],
    ["object", "Service/shop/web", "Service shop/web"],
    ["action", "action/fault", "500 on all requests"],
  ])("%s says its key and its title", (name, key, title) => {
    expect([keyOfItem(items[name]), titleOfItem(items[name])]).toEqual([key, title]);
  });

  it("has keys that no other kind has", () => {
    expect(new Set(each.map(([, item]) => keyOfItem(item).split("/")[0])).size).toBe(KINDS.length);
  });

  it.each(each)("%s is told in a diff by its own line or by its objects", (_name, item) => {
    const isToldByItself = diffLineOf(item, change("added")) !== undefined;
    expect(isToldByItself).toBe(placedBy(item, fakeManifests).length === 0);
  });

  it("comes to objects of the part that it belongs to", () => {
    const partsOf = (item: Item) => [
      ...new Set(placedBy(item, fakeManifests).map(({ part }) => part)),
    ];
    expect(each.map(([name, item]) => [name, ...partsOf(item)])).toEqual([
      ...[["cluster"], ["image"], ["container"], ["certificates"], ["addon", "kiali"]],
      ["dashboards", "dashboards"],
      ...[
        ["sampleApp", "bookinfo"],
        ["mesh", "istio"],
      ],
      ...[["definitions", "flagger"], ["object", "webapp"], ["action"]],
    ]);
  });

  it("is made on kwok, but for what needs a container or Docker", () => {
    const missing = each.filter(([, item]) => !isMadeOn(item, kwok)).map(([name]) => name);
    expect(missing).toEqual(["image", "container", "action"]);
    expect(each.every(([, item]) => isMadeOn(item, kind))).toBe(true);
  });
});

describe("a container", () => {
  const program = { tool: "go-httpbin", listens: [8000] } as const;

  it("is made without Docker where its program can be had", () => {
    expect(isMadeOn(items.container, kwok)).toBe(false);
    expect(isMadeOn({ kind: "container", spec: { ...httpbin, program } }, kwok)).toBe(true);
  });

  it("is compared without what only a process of it has", () => {
    const content = kindOf(items.container).content;
    expect(content({ kind: "container", spec: { ...httpbin, program } })).toEqual(httpbin);
  });
});

describe("what is shown of an item", () => {
  it("is the whole of a new one, and nothing of one that is gone", () => {
    expect(shownOf(items.object, change("added"))).toEqual({ fields: [], whole: object });
    expect(shownOf(items.object, change("removed"))).toEqual({ fields: [] });
  });

  it("is each field of one that changed", () => {
    const fields = [{ path: "env.PORT", before: "8000", after: "9000" }];
    const changed = { key: "", kind: "changed", fields } as const;
    expect(shownOf(items.container, changed)).toEqual({ fields });
    expect(shownOf(items.action, changed)).not.toMatchObject({ fields });
  });

  it("is never the definitions' text", () => {
    expect(shownOf(items.definitions, change("added"))).toEqual({ fields: [] });
  });

  it("is what an action runs, or what takes it back, as it is typed", () => {
    const at = "in shop, app=web, container web$";
    expect(shownOf(items.action, change("added")).whole).toBe(`${at} break 'it all'`);
    expect(shownOf(items.action, change("removed")).whole).toBe(`${at} mend`);
    const kept: Item = { kind: "action", action: { ...fault, undo: undefined } };
    expect(shownOf(kept, change("removed"))).toEqual({ fields: [] });
  });
});

describe("what needs a cluster", () => {
  it.each(weeks)("has one at every step of $id", (week) => {
    for (const { id } of week.steps) expect([id, strandedIn(stateAt(week, id))]).toEqual([id, []]);
  });

  it("is told by its title where there is none", () => {
    const { cluster, ...others } = Object.fromEntries(
      each.map(([, item]) => [keyOfItem(item), item]),
    );
    expect(strandedIn(others)).toEqual([
      ...["addon kiali", "ConfigMap prometheus/istio-dashboards with Istio's dashboards"],
      "sample application bookinfo in default",
      "IstioOperator istio-system/installed-state",
      ...["the definitions of flagger", "Service shop/web", "500 on all requests"],
    ]);
    expect(strandedIn({ ...others, ...(cluster && { cluster }) })).toEqual([]);
  });
});
