import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { addonsIn, itemsOf, meshOf, objectIn, objectsIn } from "../../../labs/contents.js";
import { diffStates } from "../../../labs/delta.js";
import { valueAt } from "../../../labs/fields.js";
import type { LabState } from "../../../labs/state.js";
import { indexOf, stateAt } from "../../../labs/week.js";
import { week4 } from "../../../labs/week4/index.js";
import { M0, M1, M2, M3, M4 } from "../../../labs/week4/mesh.js";

/** The second half of the week: steps 4.18 to 4.46. */
const steps = week4.steps.slice(indexOf(week4, "4.18"));
const at = (id: string): LabState => stateAt(week4, id);

const NAMESPACE = "istioinaction";
const WEBAPP = `Deployment/${NAMESPACE}/webapp`;
const GATEWAY = `Gateway/${NAMESPACE}/coolstore-gateway`;
const KIALI_SERVICE = "Service/istio-system/kiali";

const number = (id: string): number => Number(id.split(".").at(-1));

/** What a table says for a step: its last row that is not behind the step. */
const rowFor = <T>(table: readonly (readonly [string, T])[], id: string): T | undefined =>
  table.findLast(([from]) => number(from) <= number(id))?.[1];

/** The settings of webapp's own proxy from a step on, as they stand in its annotation. */
const PROXY: readonly (readonly [from: string, config: object | undefined])[] = [
  [
    "4.18",
    { proxyStatsMatcher: { inclusionPrefixes: ["cluster.outbound|80||catalog.istioinaction"] } },
  ],
  ["4.22", { extraStatTags: ["upstream_proxy_version", "source_mesh_id"] }],
  [
    "4.39",
    {
      tracing: {
        sampling: 100,
        customTags: { custom_tag: { literal: { value: "Test Tag" } } },
        zipkin: { address: "zipkin.istio-system:9411" },
      },
    },
  ],
  ["4.41", { tracing: { sampling: 10, zipkin: { address: "zipkin.istio-system:9411" } } }],
  ["4.42", undefined],
];

const MESHES = [
  ["4.18", M0],
  ["4.20", M1],
  ["4.24", M2],
  ["4.33", M3],
  ["4.37", M4],
] as const;

/** Objects that come at a step, and stay. */
const ARRIVALS: readonly (readonly [from: string, key: string])[] = [
  ["4.23", `EnvoyFilter/${NAMESPACE}/attribute-gen-example`],
  ["4.35", `VirtualService/${NAMESPACE}/thin-httbin-virtualservice`],
  ["4.35", `ServiceEntry/${NAMESPACE}/external-httpbin-org`],
  ["4.41", `ConfigMap/${NAMESPACE}/istio-custom-zipkin`],
  ["4.43", "Deployment/kiali-operator/kiali-operator"],
  ["4.43", "CustomResourceDefinition/kialis.kiali.io"],
  ["4.44", "Kiali/istio-system/kiali"],
  ["4.44", KIALI_SERVICE],
];

const template = (id: string): unknown => valueAt(objectIn(at(id), WEBAPP), "spec.template");
const annotation = (id: string, name: string): unknown =>
  valueAt(template(id), `metadata.annotations["${name}"]`);

describe("the second half of week 4, as the notes have it", () => {
  it("has steps 4.18 to 4.46 in their order", () => {
    const ids = Array.from({ length: 29 }, (_, index) => `4.${index + 18}`);
    expect(steps.map(({ id }) => id)).toEqual(ids);
  });

  it.each(steps)("has the mesh of $id", ({ id }) => {
    const { profile, meshConfig, values } = rowFor(MESHES, id) ?? {};
    expect(meshOf(at(id))).toMatchObject({ profile });
    expect([meshOf(at(id))?.meshConfig, meshOf(at(id))?.values]).toEqual([meshConfig, values]);
  });

  it.each(steps)("has webapp's proxy as $id tells it to be", ({ id }) => {
    const config = annotation(id, "proxy.istio.io/config") as string | undefined;
    const read = config === undefined ? undefined : (parse(config) as unknown);
    expect(read).toEqual(rowFor(PROXY, id));
  });

  it.each(steps)("names webapp's account at $id", ({ id }) => {
    expect(valueAt(template(id), "spec.serviceAccountName")).toBe("webapp");
  });

  it("leaves webapp the addresses of catalog but for the variant of the two tags", () => {
    const without = steps.filter(({ id }) => {
      const env = valueAt(template(id), "spec.containers[name=webapp].env");
      return !JSON.stringify(env).includes("CATALOG_SERVICE_HOST");
    });
    expect(without.map(({ id }) => number(id))).toEqual(
      Array.from({ length: 17 }, (_, index) => index + 22),
    );
  });

  it.each(ARRIVALS)("from %s on there is %s", (from, key) => {
    const has = steps.filter(({ id }) => key in objectsIn(at(id))).map(({ id }) => id);
    expect(has).toEqual(steps.map(({ id }) => id).filter((id) => number(id) >= number(from)));
  });

  it("lets httpbin's name in at 4.35, by the Gateway of before", () => {
    const hosts = (id: string): unknown =>
      valueAt(objectIn(at(id), GATEWAY), "spec.servers[0].hosts");
    expect(hosts("4.34")).toEqual(["webapp.istioinaction.io"]);
    expect(hosts("4.35")).toEqual(["webapp.istioinaction.io", "httpbin.istioinaction.io"]);
    expect(hosts("4.46")).toEqual(hosts("4.35"));
  });

  it("asks for the override of the bootstrap at 4.41 alone", () => {
    const asking = steps
      .map(({ id }) => id)
      .filter((id) => annotation(id, "sidecar.istio.io/bootstrapOverride") !== undefined);
    expect(asking).toEqual(["4.41"]);
  });

  it("gives the dashboards their label one step later", () => {
    const labels = (id: string): unknown =>
      itemsOf(at(id), "dashboards").map(({ metadata }) => metadata.labels);
    expect(["4.27", "4.28", "4.29", "4.46"].map(labels)).toEqual([
      [],
      [undefined],
      [{ grafana_dashboard: "1" }],
      [{ grafana_dashboard: "1" }],
    ]);
  });

  it("publishes Jaeger and Kiali one step after it installs them", () => {
    const jaeger = (id: string): unknown => addonsIn(at(id)).jaeger?.type;
    expect(["4.29", "4.30", "4.31"].map(jaeger)).toEqual([undefined, "ClusterIP", "NodePort"]);
    const kiali = (id: string): unknown => valueAt(objectIn(at(id), KIALI_SERVICE), "spec.type");
    expect(["4.43", "4.44", "4.45"].map(kiali)).toEqual([undefined, "ClusterIP", "NodePort"]);
  });
});

describe("what a step of the second half changes", () => {
  const changes = (from: string, to: string): string[] =>
    diffStates(at(from), at(to)).map(({ key, kind }) => `${kind} ${key}`);

  it.each([
    ["4.18", "4.19"],
    ["4.20", "4.21"],
    ["4.24", "4.25"],
    ["4.25", "4.26"],
    ["4.31", "4.32"],
    ["4.33", "4.34"],
    ["4.35", "4.36"],
    ["4.37", "4.38"],
    ["4.39", "4.40"],
    ["4.45", "4.46"],
  ])("nothing from %s to %s", (from, to) => {
    expect(changes(from, to)).toEqual([]);
  });

  it("restarts webapp and catalog with the mesh where its share of traces changes", () => {
    const restarted = [`Deployment/${NAMESPACE}/catalog`, WEBAPP].map((key) => `changed ${key}`);
    for (const [from, to] of [
      ["4.32", "4.33"],
      ["4.36", "4.37"],
    ] as const)
      expect(changes(from, to)).toEqual(expect.arrayContaining(restarted));
    expect(changes("4.23", "4.24").join()).not.toContain("Deployment");
  });

  it("keeps the ConfigMap of the override on the way back from 4.42, and takes it away below 4.41", () => {
    const map = `ConfigMap/${NAMESPACE}/istio-custom-zipkin`;
    expect(changes("4.42", "4.41").join()).not.toContain(map);
    expect(changes("4.41", "4.40")).toContain(`removed ${map}`);
  });
});

describe("the pages of the second half", () => {
  /** What the notes do that the lab does not, or what went wrong in them, and a word of it. */
  it.each([
    ["4.18", "1.13"],
    ["4.19", "each reporter"],
    ["4.20", "verify-install"],
    ["4.20", "disable_host_header_fallback"],
    ["4.20", "LoadBalancer"],
    ["4.21", "installed-state"],
    ["4.22", "4.5"],
    ["4.22", "CATALOG_SERVICE_HOST"],
    ["4.22", "service account"],
    ["4.23", "1.13"],
    ["4.24", "autoscalers"],
    ["4.24", "NodePort"],
    ["4.26", "upstream_operation"],
    ["4.28", "ch8"],
    ["4.31", "31685"],
    ["4.32", "PILOT_TRACE_SAMPLING"],
    ["4.33", "catalog"],
    ["4.33", "NodePort"],
    ["4.35", "httbin"],
    ["4.35", "stand-ins"],
    ["4.37", "alone"],
    ["4.39", "4.22"],
    ["4.43", "helm"],
    ["4.44", "Service"],
    ["4.45", "31090"],
  ])("%s tells where it differs from the notes: %s", (id, word) => {
    expect(steps.find((step) => step.id === id)?.deviation).toContain(word);
  });

  it.each([
    ["4.29", "./lab dashboard"],
    ["4.38", "./lab trace"],
    ["4.39", "./lab trace"],
    ["4.41", "./lab trace"],
    ["4.46", "./lab graph"],
  ])("%s names what draws the picture of the notes: %s", (id, command) => {
    expect(steps.find((step) => step.id === id)?.lesson).toContain(command);
  });
});
