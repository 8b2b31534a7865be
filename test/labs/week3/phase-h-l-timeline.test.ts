import { describe, expect, it } from "@jest/globals";
import { actionsIn, meshOf, objectsIn } from "../../../labs/contents.js";
import { diffStates } from "../../../labs/delta.js";
import { valueAt } from "../../../labs/fields.js";
import { M0, M2, M3 } from "../../../labs/week3/mesh.js";
import { at, specAt, steps } from "./chapter6.js";

const NAMESPACE = "istioinaction";
const RULE = `DestinationRule/${NAMESPACE}/simple-backend-dr`;
const ROUTE = `VirtualService/${NAMESPACE}/simple-backend-vs`;
const FILTER = `EnvoyFilter/${NAMESPACE}/simple-backend-retry-status-codes`;
const HOST = "simple-backend.istioinaction.svc.cluster.local";

const balancing = (simple: string): object => ({ loadBalancer: { simple } });
const outlier = (baseEjectionTime: string): object => ({
  outlierDetection: {
    consecutive5xxErrors: 1,
    interval: "5s",
    baseEjectionTime,
    maxEjectionPercent: 100,
  },
});
const limits = (http2MaxRequests: number, http1MaxPendingRequests: number): object => ({
  connectionPool: {
    tcp: { maxConnections: 1 },
    http: { http1MaxPendingRequests, http2MaxRequests, maxRequestsPerConnection: 1, maxRetries: 1 },
  },
});
const timeout = { timeout: "0.5s" };
const retries = (retryOn?: string): object => ({
  retries: { attempts: 2, ...(retryOn === undefined ? {} : { retryOn }) },
});
const LISTED = "5xx,retriable-status-codes";

/** The step from which on each holds. */
const RULES: readonly (readonly [from: string, policy: object | undefined])[] = [
  ["3.32", undefined],
  ["3.33", balancing("ROUND_ROBIN")],
  ["3.37", balancing("RANDOM")],
  ["3.38", balancing("LEAST_CONN")],
  ["3.40", outlier("30s")],
  ["3.43", undefined],
  ["3.57", limits(1, 1)],
  ["3.60", limits(2, 1)],
  ["3.61", limits(2, 2)],
  ["3.62", limits(1, 1)],
  ["3.63", undefined],
  ["3.65", outlier("5s")],
];
const ROUTES: readonly (readonly [from: string, policy: object | undefined])[] = [
  ["3.32", undefined],
  ["3.45", timeout],
  ["3.48", retries()],
  ["3.51", retries("5xx")],
  ["3.53", retries(LISTED)],
  ["3.63", undefined],
  ["3.66", retries("5xx")],
];
/** `<delay>` or `<code> <rate>`, and the locality and image where they are not the first ones. */
const FIRST: readonly (readonly [from: string, form: string])[] = [
  ["3.32", "150ms v0.17.0"],
  ["3.35", "1000ms v0.17.0"],
  ["3.39", "150ms v0.14.1 us-west1.us-west1-a"],
  ["3.41", "500 at 1 v0.14.1 us-west1.us-west1-a"],
  ["3.42", "150ms v0.14.1 us-west1.us-west1-a"],
  ["3.43", "150ms v0.17.0"],
  ["3.44", "1000ms v0.17.0"],
  ["3.46", "150ms v0.17.0"],
  ["3.47", "503 at 0.75 v0.14.1"],
  ["3.50", "500 at 0.75 v0.14.1"],
  ["3.52", "408 at 0.75 v0.14.1"],
  ["3.55", "1000ms v0.17.0"],
  ["3.63", "150ms v0.17.0"],
  ["3.64", "500 at 0.75 v0.14.1"],
];
const SECOND: readonly (readonly [from: string, form: string])[] = [
  ["3.32", "2 pods, 150ms v0.17.0"],
  ["3.39", "2 pods, 150ms v0.14.1 us-west1.us-west1-b"],
  ["3.43", "2 pods, 150ms v0.17.0"],
  ["3.55", "0 pods, 150ms v0.17.0"],
  ["3.63", "2 pods, 150ms v0.17.0"],
];
const WEB: readonly (readonly [from: string, form: string])[] = [
  ["3.32", "v0.17.0"],
  ["3.39", "v0.14.1 us-west1.us-west1-a"],
  ["3.43", "v0.17.0"],
  ["3.58", "v0.17.0 counted"],
];
const MESHES = [
  ["3.32", M0],
  ["3.46", M2],
  ["3.54", M3],
] as const;

const number = (id: string): number => Number(id.split(".")[1]);

/** What a table says for a step: its last row that is not behind the step. */
const rowFor = <T>(table: readonly (readonly [string, T])[], id: string): T | undefined =>
  table.findLast(([from]) => number(from) <= number(id))?.[1];

const words = (...parts: readonly unknown[]): string =>
  parts.filter((part) => typeof part === "string").join(" ");

function formOf(id: string, name: string, container: string): string {
  const spec = specAt(id, `Deployment/${NAMESPACE}/${name}`);
  const pod = `template.spec.containers[name=${container}]`;
  const env = (variable: string): unknown => valueAt(spec, `${pod}.env[name=${variable}].value`);
  const code = env("ERROR_CODE");
  const image = String(valueAt(spec, `${pod}.image`)).replace("nicholasjackson/fake-service:", "");
  const locality = valueAt(spec, 'template.metadata.labels["istio-locality"]');
  const behaviour =
    code === undefined
      ? env("TIMING_50_PERCENTILE")
      : words(code, "at", env("ERROR_RATE"), env("TIMING_50_PERCENTILE"));
  return words(behaviour, image, locality);
}

const pods = (id: string): unknown =>
  valueAt(specAt(id, `Deployment/${NAMESPACE}/simple-backend-2`), "replicas");

const counted = (id: string): string | undefined =>
  valueAt(
    specAt(id, `Deployment/${NAMESPACE}/simple-web`),
    'template.metadata.annotations["sidecar.istio.io/statsInclusionPrefixes"]',
  ) === `cluster.outbound|80||${HOST}`
    ? "counted"
    : undefined;

describe("chapter 6, as the timeline of the notes has it", () => {
  it("has steps 3.32 to 3.66 in their order", () => {
    expect(steps.map(({ id }) => id)).toEqual(
      Array.from({ length: 35 }, (_, index) => `3.${index + 32}`),
    );
  });

  it.each(steps)("has the DestinationRule of $id", ({ id }) => {
    const policy = rowFor(RULES, id);
    const spec = policy === undefined ? undefined : { host: HOST, trafficPolicy: policy };
    expect(specAt(id, RULE)).toEqual(spec);
  });

  it.each(steps)("has the VirtualService of the backends of $id", ({ id }) => {
    const policy = rowFor(ROUTES, id);
    const http = [{ route: [{ destination: { host: "simple-backend" } }], ...policy }];
    const spec = policy === undefined ? undefined : { hosts: ["simple-backend"], http };
    expect(specAt(id, ROUTE)).toEqual(spec);
  });

  it.each(steps)("has the applications of $id", ({ id }) => {
    const first = formOf(id, "simple-backend-1", "simple-backend");
    const second = formOf(id, "simple-backend-2", "simple-backend");
    const web = words(formOf(id, "simple-web", "simple-web"), counted(id));
    expect([first, `${pods(id) as number} pods, ${second}`, web]).toEqual([
      rowFor(FIRST, id),
      rowFor(SECOND, id),
      rowFor(WEB, id),
    ]);
  });

  it.each(steps)("has the mesh of $id", ({ id }) => {
    expect(meshOf(at(id))?.meshConfig).toEqual(rowFor(MESHES, id)?.meshConfig);
  });

  it("has the EnvoyFilter from 3.53 until the reset of 3.63", () => {
    const withFilter = steps.filter(({ id }) => FILTER in objectsIn(at(id))).map(({ id }) => id);
    expect(withFilter).toEqual([
      "3.53",
      ...[4, 5, 6, 7, 8, 9].map((n) => `3.5${n}`),
      "3.60",
      "3.61",
      "3.62",
    ]);
  });

  it("adds nothing else to what the reset of 3.31 leaves", () => {
    const own = Object.keys(objectsIn(at("3.58"))).filter((key) => !(key in objectsIn(at("3.31"))));
    expect(own.sort()).toEqual(
      [
        ...["simple-web", "simple-backend"].flatMap((app) => [
          `ServiceAccount/${NAMESPACE}/${app}`,
          `Service/${NAMESPACE}/${app}`,
        ]),
        ...["simple-web", "simple-backend-1", "simple-backend-2"].map(
          (name) => `Deployment/${NAMESPACE}/${name}`,
        ),
        `Gateway/${NAMESPACE}/simple-web-gateway`,
        `VirtualService/${NAMESPACE}/simple-web-vs-for-gateway`,
        ...[RULE, ROUTE, FILTER],
      ].sort(),
    );
  });
});

describe("what a step of chapter 6 changes", () => {
  const changes = (from: string, to: string): string[] =>
    diffStates(at(from), at(to))
      .filter(({ item }) => item.kind === "object")
      .flatMap(({ key, kind, fields }) =>
        kind === "changed" ? fields.map(({ path }) => `${key} ${path}`) : [`${kind} ${key}`],
      );

  it.each([
    ["3.36", "3.37", [`${RULE} spec.trafficPolicy.loadBalancer.simple`]],
    ["3.59", "3.60", [`${RULE} spec.trafficPolicy.connectionPool.http.http2MaxRequests`]],
    ["3.60", "3.61", [`${RULE} spec.trafficPolicy.connectionPool.http.http1MaxPendingRequests`]],
    ["3.65", "3.66", [`added ${ROUTE}`]],
  ])("from %s to %s is exactly that", (from, to, expected) => {
    expect(changes(from, to)).toEqual(expected);
  });

  it("is never a selector, which Kubernetes would refuse", () => {
    const selectors = ["simple-web", "simple-backend-1", "simple-backend-2"].map((name) =>
      steps.map(({ id }) =>
        JSON.stringify(valueAt(specAt(id, `Deployment/${NAMESPACE}/${name}`), "selector")),
      ),
    );
    expect(selectors.map((all) => [...new Set(all)])).toEqual([
      ['{"matchLabels":{"app":"simple-web"}}'],
      ['{"matchLabels":{"app":"simple-backend","version":"v1"}}'],
      ['{"matchLabels":{"app":"simple-backend","version":"v2"}}'],
    ]);
  });

  it("is nothing in Kubernetes where a step only looks or loads", () => {
    const still = steps.filter(({ kind }) => kind === "look" || kind === "load");
    expect(still.map(({ id }) => id)).toEqual(["3.34", "3.36", "3.49", "3.56", "3.59"]);
    for (const { id } of still) {
      expect(at(id)).toEqual(at(`3.${number(id) - 1}`));
    }
  });

  it("is the mesh alone at 3.54, with the pods that must read it again", () => {
    const [mesh, ...others] = diffStates(at("3.53"), at("3.54"));
    expect(mesh?.key).toBe("mesh");
    expect(mesh?.fields.map(({ path }) => path).sort()).toEqual([
      "components.ingressGateways[name=istio-ingressgateway].k8s.podAnnotations",
      "meshConfig.accessLogFile",
      "meshConfig.defaultConfig",
    ]);
    expect(others.map(({ key }) => key)).toEqual(
      ["simple-backend-1", "simple-backend-2", "simple-web"].map(
        (name) => `Deployment/${NAMESPACE}/${name}`,
      ),
    );
  });

  it("starts the proxy's counters anew wherever they are read, and nowhere else", () => {
    const since = steps.map(({ id }) =>
      Object.keys(actionsIn(at(id))).filter((name) => !name.startsWith("node-")),
    );
    expect(since.slice(0, 26).flat()).toEqual([]);
    expect(since.slice(26)).toEqual(
      ["3.58", "3.58", "3.60", "3.61", "3.62", "3.63", "3.63", "3.65", "3.66"].map((id) => [
        `simple-web-counters-since-${id}`,
      ]),
    );
    expect(actionsIn(at("3.66"))["simple-web-counters-since-3.66"]).toMatchObject({
      place: { where: "pods", selector: "app=simple-web", container: "istio-proxy" },
      run: ["pilot-agent", "request", "POST", "reset_counters"],
    });
  });
});
