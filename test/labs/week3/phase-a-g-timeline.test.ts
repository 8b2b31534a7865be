import { describe, expect, it } from "@jest/globals";
import { objectIn, objectsIn } from "../../../labs/contents.js";
import { delta, isUnchanged } from "../../../labs/delta.js";
import { showChange } from "../../../labs/diff.js";
import type { KubeObject } from "../../../labs/kube.js";
import { stateAt } from "../../../labs/week.js";
import { week3 } from "../../../labs/week3/index.js";

const objectAt = (id: string, key: string): KubeObject | undefined =>
  objectIn(stateAt(week3, id), key);
const specAt = (id: string, key: string): unknown => objectAt(id, key)?.["spec"];

const ENTRY = "VirtualService/istioinaction/catalog-vs-from-gw";
const ROUTE = "VirtualService/istioinaction/catalog";
const SUBSETS = "DestinationRule/istioinaction/catalog";

const v1 = { destination: { host: "catalog", subset: "version-v1" } };
const v2 = { destination: { host: "catalog", subset: "version-v2" } };
const cohort = [{ headers: { "x-istio-cohort": { exact: "internal" } } }];
const forStaff = [{ match: cohort, route: [v2] }, { route: [v1] }];
const weighted = (first: number, second: number): object[] => [
  {
    route: [
      { ...v1, weight: first },
      { ...v2, weight: second },
    ],
  },
];

const entry = (http: object[]): object => ({
  hosts: ["catalog.istioinaction.io"],
  gateways: ["catalog-gateway"],
  http,
});
const route = (http: object[]): object => ({ hosts: ["catalog"], gateways: ["mesh"], http });
const gateway = (host: string): object => ({
  selector: { istio: "ingressgateway" },
  servers: [{ port: { number: 80, name: "http", protocol: "HTTP" }, hosts: [host] }],
});

const mirror = [
  { route: [{ ...v1, weight: 100 }], mirror: { host: "catalog", subset: "version-v2" } },
];

/** The first and the last step of a range, and the spec that holds in it; undefined where there is none. */
type Row = readonly [string, string, object | undefined];

const ENTRIES: readonly Row[] = [
  ["3.1", "3.3", undefined],
  ["3.4", "3.7", entry([{ route: [{ destination: { host: "catalog" } }] }])],
  ["3.8", "3.8", entry([{ route: [v1] }])],
  ["3.9", "3.9", entry(forStaff)],
  ["3.10", "3.66", undefined],
];

const ROUTES: readonly Row[] = [
  ["3.1", "3.11", undefined],
  ["3.12", "3.12", route([{ route: [v1] }])],
  ["3.13", "3.13", route(forStaff)],
  ["3.14", "3.14", route(weighted(100, 0))],
  ["3.15", "3.15", route(weighted(90, 10))],
  ["3.16", "3.16", route(weighted(50, 50))],
  ["3.17", "3.21", undefined],
  ["3.22", "3.23", route([{ route: [v1] }])],
  ["3.24", "3.30", route(mirror)],
  ["3.31", "3.66", undefined],
];

const subsets = {
  host: "catalog.istioinaction.svc.cluster.local",
  subsets: [
    { name: "version-v1", labels: { version: "v1" } },
    { name: "version-v2", labels: { version: "v2" } },
  ],
};

const RULES: readonly Row[] = [
  ["3.1", "3.6", undefined],
  ["3.7", "3.9", subsets],
  ["3.10", "3.11", undefined],
  ["3.12", "3.16", subsets],
  ["3.17", "3.21", undefined],
  ["3.22", "3.30", subsets],
  ["3.31", "3.66", undefined],
];

const accessLog = (app: string): object => ({
  selector: { matchLabels: { app } },
  accessLogging: [{ providers: [{ name: "envoy" }], disabled: false }],
});

/** Objects that are there from one step to another, as they are. */
const PRESENT: readonly (readonly [string, Row])[] = [
  ["Gateway/istioinaction/catalog-gateway", ["3.4", "3.9", gateway("catalog.istioinaction.io")]],
  ["Gateway/istioinaction/coolstore-gateway", ["3.10", "3.30", gateway("webapp.istioinaction.io")]],
  [
    "VirtualService/istioinaction/webapp-virtualservice",
    [
      "3.10",
      "3.30",
      {
        hosts: ["webapp.istioinaction.io"],
        gateways: ["coolstore-gateway"],
        http: [{ route: [{ destination: { host: "webapp", port: { number: 80 } } }] }],
      },
    ],
  ],
  ["Telemetry/istioinaction/webapp", ["3.11", "3.30", accessLog("webapp")]],
  ["Telemetry/istioinaction/catalog", ["3.23", "3.30", accessLog("catalog")]],
  ["Telemetry/istioinaction/forum", ["3.28", "3.30", accessLog("forum")]],
  ["PeerAuthentication/istio-system/default", ["3.25", "3.30", { mtls: { mode: "DISABLE" } }]],
  [
    "ServiceEntry/istioinaction/jsonplaceholder",
    [
      "3.29",
      "3.30",
      {
        hosts: ["jsonplaceholder.typicode.com"],
        ports: [{ number: 80, name: "http", protocol: "HTTP" }],
        resolution: "DNS",
        location: "MESH_EXTERNAL",
      },
    ],
  ],
];

const number = (id: string): number => Number(id.replace("3.", ""));
const within = ([from, to]: Row) =>
  week3.steps.filter(({ id }) => number(id) >= number(from) && number(id) <= number(to));

describe("the timeline of chapter 5", () => {
  it.each(ENTRIES)("has the VirtualService for the gateway from %s to %s", (...row) => {
    for (const { id } of within(row)) expect([id, specAt(id, ENTRY)]).toEqual([id, row[2]]);
  });

  it.each(ROUTES)("has the VirtualService for the mesh from %s to %s", (...row) => {
    for (const { id } of within(row)) expect([id, specAt(id, ROUTE)]).toEqual([id, row[2]]);
  });

  it.each(RULES)("has the DestinationRule from %s to %s", (...row) => {
    for (const { id } of within(row)) expect([id, specAt(id, SUBSETS)]).toEqual([id, row[2]]);
  });

  it.each(PRESENT)("has %s in its range, and nowhere else", (key, row) => {
    const inside = within(row).map(({ id }) => id);
    for (const { id } of week3.steps) {
      expect([id, specAt(id, key)]).toEqual([id, inside.includes(id) ? row[2] : undefined]);
    }
  });

  it.each([
    ["3.2", ""],
    ["3.3", "catalog"],
    ["3.5", "catalog"],
    ["3.6", "catalog catalog-v2"],
    ["3.9", "catalog catalog-v2"],
    ["3.10", "catalog catalog-v2 webapp"],
    ["3.16", "catalog catalog-v2 webapp"],
    ["3.17", "catalog webapp"],
    ["3.20", "catalog webapp"],
    ["3.21", "webapp"],
    ["3.22", "catalog catalog-v2 webapp"],
    ["3.27", "catalog catalog-v2 webapp"],
    ["3.28", "catalog catalog-v2 forum webapp"],
    ["3.30", "catalog catalog-v2 forum webapp"],
    ["3.31", ""],
  ])("has its Deployments at %s: %s", (id, names) => {
    const found = Object.keys(objectsIn(stateAt(week3, id)))
      .filter((key) => key.startsWith("Deployment/istioinaction/"))
      .map((key) => key.replace(/.*\//, ""));
    expect(found.sort().join(" ")).toBe(names);
  });

  it("has catalog's Service whenever catalog is not Flagger's", () => {
    const without = week3.steps
      .slice(2, 30)
      .filter(({ id }) => specAt(id, "Service/istioinaction/catalog") === undefined);
    expect(without.map(({ id }) => id)).toEqual(["3.17", "3.18", "3.19", "3.20", "3.21"]);
  });

  it("has netshoot in the mesh's namespace at every step", () => {
    for (const { id } of week3.steps) {
      expect(objectAt(id, "Pod/istioinaction/netshoot")).toBeDefined();
      expect(objectAt(id, "Pod/default/netshoot")).toBeUndefined();
    }
  });

  it("ends where it began: 3.31 leaves what 3.1 made, and nothing else", () => {
    expect(stateAt(week3, "3.31")).toEqual(stateAt(week3, "3.1"));
    expect(isUnchanged(delta(week3, "3.1", "3.31"))).toBe(true);
  });
});

describe("the difference of two steps of chapter 5", () => {
  const lines = (from: string, to: string): string[] =>
    delta(week3, from, to).flatMap(({ kind, key, fields }) => [
      `${kind} ${key}`,
      ...fields.map(showChange),
    ]);

  it("is exactly the two weights from 3.14 to 3.15", () => {
    expect(lines("3.14", "3.15")).toEqual([
      "changed VirtualService/istioinaction/catalog",
      "spec.http[0].route[0].weight: 100 → 90",
      "spec.http[0].route[1].weight: 0 → 10",
    ]);
  });

  it("is the two weights from 3.15 to 3.16, and back", () => {
    expect(lines("3.16", "3.15")).toEqual([
      "changed VirtualService/istioinaction/catalog",
      "spec.http[0].route[0].weight: 50 → 90",
      "spec.http[0].route[1].weight: 50 → 10",
    ]);
  });

  it("is one field of the mesh from 3.26 to 3.27, and no object", () => {
    expect(lines("3.26", "3.27")).toEqual([
      "changed mesh",
      'meshConfig: (none) → {"outboundTrafficPolicy":{"mode":"REGISTRY_ONLY"}}',
    ]);
  });
});
