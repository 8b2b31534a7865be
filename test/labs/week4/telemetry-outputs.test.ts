import { describe, expect, it } from "@jest/globals";
import { meets } from "../../../labs/expected.js";
import type { Expected, ObjectProbe } from "../../../labs/probe-kinds.js";
import { valueAt } from "../../../labs/fields.js";
import { week4 } from "../../../labs/week4/index.js";
import type { CommandProbe, HttpProbe } from "../../../labs/probe-kinds.js";
import type { Probe } from "../../../labs/checks.js";
import { judgeHttp } from "../../../checks/http-probe.js";
import { passes, pretty } from "../../support/printed.js";

/** The probe of the check of a step whose sentence has this in it. */
function probeOf<Kind extends Probe["kind"]>(
  kind: Kind,
  id: string,
  says: string,
): Extract<Probe, { kind: Kind }> {
  const checks = week4.steps.find((step) => step.id === id)?.checks ?? [];
  const found = checks.find((check) => check.says.includes(says))?.probe;
  if (found?.kind !== kind) throw new Error(`${id} has no ${kind} check "${says}"`);
  return found as Extract<Probe, { kind: Kind }>;
}

const command = (id: string, says: string): CommandProbe => probeOf("command", id, says);
const http = (id: string, says: string): HttpProbe => probeOf("http", id, says);

const lines = (...all: readonly string[]): string => [...all, ""].join("\n");

/** A series as the notes have it: the labels in their order, then those of the step. */
const series = (
  reporter: string,
  source: string,
  destination: string,
  more: string,
  protocol = 'request_protocol="http",',
): string =>
  `istio_requests_total{reporter="${reporter}",source_workload="${source}",source_canonical_service="${source}",source_canonical_revision="latest",source_workload_namespace="istioinaction",source_principal="spiffe://cluster.local/ns/istioinaction/sa/${source}",source_app="${source}",source_version="",source_cluster="Kubernetes",destination_workload="${destination}",destination_workload_namespace="istioinaction",destination_principal="spiffe://cluster.local/ns/istioinaction/sa/${destination}",destination_app="${destination}",destination_version="v1",destination_service="${destination}.istioinaction.svc.cluster.local",destination_canonical_service="${destination}",destination_canonical_revision="v1",destination_service_name="${destination}",destination_service_namespace="istioinaction",destination_cluster="Kubernetes",${protocol}response_code="200",grpc_response_status="",response_flags="-",connection_security_policy="${reporter === "source" ? "unknown" : "mutual_tls"}"${more}} 50`;

const sent = (more: string, protocol?: string): string =>
  series("source", "webapp", "catalog", more, protocol);
const received = (more: string, protocol?: string): string =>
  series("destination", "istio-ingressgateway", "webapp", more, protocol);

const MESH = ',source_mesh_id="cluster.local",upstream_proxy_version=';
const GETITEMS = ',upstream_operation="getitems"';
const TYPE = "# TYPE istio_requests_total counter";
const metrics = (...all: readonly string[]): string => lines(TYPE, ...all);

const verified = (deployments: number): string =>
  lines(
    "✔ Deployment: istio-ingressgateway.istio-system checked successfully",
    "✔ EnvoyFilter: stats-filter-1.17.istio-system checked successfully",
    "Checked 15 custom resource definitions",
    `Checked ${deployments} Istio Deployments`,
    "✔ Istio is installed and verified successfully",
  );

const wasm = {
  "@type": "type.googleapis.com/udpa.type.v1.TypedStruct",
  value: { config: { configuration: { value: '{"attributes": [{"value": "getitems"}]}' } } },
};
const filters = (...names: readonly string[]): string =>
  pretty([
    {
      name: "0.0.0.0_80",
      filterChains: [
        {
          filters: [
            {
              name: "envoy.filters.network.http_connection_manager",
              typedConfig: {
                httpFilters: names.map((name) => ({
                  name,
                  typedConfig: name === "istio.attributegen" ? wasm : { "@type": "stats" },
                })),
              },
            },
          ],
        },
      ],
    },
  ]);

const tracing = (sampling: number, customTags: readonly object[] = []): string =>
  pretty([
    {
      filterChains: [
        {
          filters: [
            {
              typedConfig: {
                tracing: {
                  clientSampling: { value: 100 },
                  randomSampling: { value: sampling },
                  overallSampling: { value: 100 },
                  customTags: [...customTags, { tag: "istio.mesh_id", literal: { value: "x" } }],
                },
              },
            },
          ],
        },
      ],
    },
  ]);
const tag = (value: string): object => ({ tag: "custom_tag", literal: { value } });

const bootstrap = (collectorEndpoint: string, more: object = {}): string =>
  pretty({
    bootstrap: {
      node: { id: "sidecar~10.10.0.10~webapp" },
      tracing: {
        http: {
          name: "envoy.tracers.zipkin",
          typedConfig: {
            "@type": "type.googleapis.com/envoy.config.trace.v3.ZipkinConfig",
            collectorCluster: "zipkin",
            collectorEndpoint,
            traceId128bit: true,
            ...more,
            collectorEndpointVersion: "HTTP_JSON",
          },
        },
      },
    },
  });
const OURS = "/api/v2/spans";
const WRONG = "/zipkin/api/v1/spans";
const apart = { sharedSpanContext: false };

const entry = (cluster: string): string =>
  pretty([
    {
      name: "http.8080",
      virtualHosts: [
        { name: "webapp.istioinaction.io:80", routes: [{ route: { cluster: "outbound|80||w" } }] },
        { name: "httpbin.istioinaction.io:80", routes: [{ route: { cluster } }] },
      ],
    },
  ]);

const answer = (id: string): string =>
  lines(
    "HTTP/1.1 200 OK",
    "content-length: 357",
    "server: istio-envoy",
    ...(id === "" ? [] : [`x-request-id: ${id}`]),
  );

/** Step, a part of the check's sentence, an output that it accepts and one that it does not. */
const COMMANDS: readonly (readonly [id: string, says: string, good: string, bad: string])[] = [
  ["4.19", "counts by protocol", metrics(received(""), sent("")), metrics(received(""))],
  [
    "4.19",
    "counts by protocol",
    metrics(received(""), sent("")),
    metrics(received(""), sent(`${MESH}"1.17.8"`)),
  ],
  ["4.21", "istioctl finds", verified(3), verified(2)],
  ["4.21", "istioctl finds", verified(3), `${verified(3).split("\n").slice(0, -2).join("\n")}\n`],
  [
    "4.22",
    "catalog's version",
    metrics(received(`${MESH}"unknown"`, ""), sent(`${MESH}"1.17.8"`, "")),
    metrics(received(`${MESH}"unknown"`, ""), sent(`${MESH}"1.17.8"`)),
  ],
  [
    "4.22",
    "catalog's version",
    metrics(received(`${MESH}"unknown"`, ""), sent(`${MESH}"1.17.8"`, "")),
    metrics(received(`${MESH}"unknown"`, ""), sent(`${MESH}"1.12.9"`, "")),
  ],
  [
    "4.22",
    "catalog's version",
    metrics(received(`${MESH}"unknown"`, ""), sent(`${MESH}"1.17.8"`, "")),
    metrics(received(`${MESH}"1.17.8"`, ""), sent(`${MESH}"1.17.8"`, "")),
  ],
  [
    "4.23",
    "right before",
    filters("istio.metadata_exchange", "istio.attributegen", "istio.stats"),
    filters("istio.metadata_exchange", "istio.stats"),
  ],
  [
    "4.23",
    "right before",
    filters("istio.attributegen", "istio.stats", "envoy.filters.http.router"),
    filters("istio.attributegen", "istio.alpn", "istio.stats"),
  ],
  [
    "4.23",
    "right before",
    filters("istio.attributegen", "istio.stats"),
    filters("istio.stats", "istio.attributegen", "envoy.filters.http.router"),
  ],
  [
    "4.26",
    "by the operation",
    metrics(received(""), sent(GETITEMS)),
    metrics(received(""), sent("")),
  ],
  [
    "4.26",
    "by the operation",
    metrics(sent(`${MESH}"1.17.8"`, ""), received(""), sent(GETITEMS)),
    metrics(received(GETITEMS), sent(GETITEMS)),
  ],
  ["4.34", "The gateway traces", tracing(100), tracing(1)],
  ["4.34", "webapp's proxy does", tracing(100), tracing(10)],
  ["4.35", "httpbin's name", entry("outbound|80||httpbin.org"), entry("outbound|80||webapp")],
  ["4.37", "The gateway traces", tracing(10), tracing(100)],
  [
    "4.38",
    "Envoy's mark",
    answer("24f86a78-f602-a22a-bc9a-cd37a14c37b2"),
    answer("24f86a78-f602-922a-bc9a-cd37a14c37b2"),
  ],
  ["4.38", "Envoy's mark", answer("24f86a78-f602-a22a-bc9a-cd37a14c37b2"), answer("")],
  ["4.39", "each span the tag", tracing(100, [tag("Test Tag")]), tracing(100, [tag("other")])],
  ["4.39", "each span the tag", tracing(100, [tag("Test Tag")]), tracing(10, [tag("Test Tag")])],
  ["4.40", "the path that", bootstrap(OURS, apart), bootstrap(WRONG, apart)],
  ["4.41", "another path", bootstrap(WRONG), bootstrap(OURS)],
  ["4.41", "another path", bootstrap(WRONG), bootstrap(WRONG, apart)],
  ["4.42", "where Jaeger takes", bootstrap(OURS, apart), bootstrap(WRONG)],
];

describe("what a command prints at a step of week 4 on metrics and traces", () => {
  it.each(COMMANDS)(
    "%s, %s: passes as in the notes, and fails otherwise",
    async (id, says, good, bad) => {
      expect(await passes(command(id, says), good)).toBe(true);
      expect(await passes(command(id, says), bad)).toBe(false);
    },
  );
});

const headers = (more: Readonly<Record<string, string>>): string =>
  JSON.stringify(
    { headers: { Accept: "*/*", Host: "httpbin.istioinaction.io", ...more } },
    undefined,
    2,
  );
const TRACED = {
  "X-B3-Sampled": "1",
  "X-B3-Spanid": "f53aa7b3c1e107cf",
  "X-B3-Traceid": "85e2b6c83d3d05e4f53aa7b3c1e107cf",
};
const ID =
  "router~10.10.0.17~istio-ingressgateway-996bc6bb6-8ns74.istio-system~istio-system.svc.cluster.local";
const METADATA = `ChQKDkFQUF9DT05UQUlORVJTEgIaAAoaCgpDTFVTVEVSX0lEEgwaCkt1YmVybmV0ZXMK${"A".repeat(40)}==`;

/** Step, a part of the check's sentence, a body that it accepts and one that it does not. */
const BODIES: readonly (readonly [id: string, says: string, good: string, bad: string])[] = [
  ["4.36", "ids of a trace", headers(TRACED), headers({ ...TRACED, "X-B3-Sampled": "0" })],
  ["4.36", "ids of a trace", headers(TRACED), headers({})],
  [
    "4.36",
    "The trace begins",
    headers(TRACED),
    headers({ "X-B3-Parentspanid": "05e4f53aa7b3c1e1", ...TRACED }),
  ],
  [
    "4.36",
    "The trace begins",
    headers(TRACED),
    headers({ ...TRACED, "X-B3-Spanid": "0123456789abcdef" }),
  ],
  [
    "4.36",
    "who sends",
    headers({ "X-Envoy-Peer-Metadata": METADATA, "X-Envoy-Peer-Metadata-Id": ID }),
    headers({
      "X-Envoy-Peer-Metadata": METADATA,
      "X-Envoy-Peer-Metadata-Id": "sidecar~10.10.0.9~x",
    }),
  ],
  ["4.29", "Grafana lists", boards(6), boards(5)],
  [
    "4.45",
    "says that it runs",
    '{"status":{"Kiali commit hash":"x","Kiali state":"running"}}',
    '{"status":{"Kiali state":"starting"}}',
  ],
  [
    "4.45",
    "may look into",
    '[{"name":"default"},{"name":"istioinaction"}]',
    '[{"name":"default"}]',
  ],
  ["4.46", "Kiali's graph", graph(["webapp", "catalog"], 1), graph(["webapp", "catalog"], 0)],
  ["4.46", "Kiali's graph", graph(["webapp", "catalog"], 1), graph(["webapp"], 1)],
];

function boards(count: number): string {
  const names = ["Mesh", "Service", "Workload", "Performance", "Control Plane", "Wasm Extension"];
  return JSON.stringify(
    names.slice(0, count).map((name) => ({ title: `Istio ${name} Dashboard` })),
  );
}

function graph(workloads: readonly string[], edges: number): string {
  const nodes = workloads.map((workload) => ({ data: { workload, namespace: "istioinaction" } }));
  const all = Array.from({ length: edges }, () => ({ data: { source: "a", target: "b" } }));
  return JSON.stringify({ elements: { nodes, edges: all } });
}

describe("the bootstrap of a proxy", () => {
  it("is asked of the pod that runs, as JSON", () => {
    const { where, command: words } = command("4.40", "the path that");
    expect([where, words.join(" ")]).toEqual([
      "host",
      "istioctl proxy-config bootstrap deploy/webapp.istioinaction -o json",
    ]);
  });
});

describe("what is answered at a step of week 4", () => {
  it.each(BODIES)(
    "%s, %s: passes as in the notes, and fails otherwise",
    async (id, says, good, bad) => {
      const judged = (body: string): Promise<unknown> =>
        judgeHttp(http(id, says), () => Promise.resolve({ status: 200, body, headers: {} }));
      expect(await judged(good)).toBeUndefined();
      expect(await judged(bad)).toBeDefined();
    },
  );
});

const statsFilter = (value: (context: string) => object): object => ({
  spec: {
    configPatches: ["SIDECAR_OUTBOUND", "SIDECAR_INBOUND", "GATEWAY"].map((context) => ({
      applyTo: "HTTP_FILTER",
      match: { context, proxy: { proxyVersion: "^1\\.17.*" } },
      patch: {
        operation: "INSERT_BEFORE",
        value: {
          name: "istio.stats",
          typed_config: {
            "@type": "type.googleapis.com/udpa.type.v1.TypedStruct",
            type_url: "type.googleapis.com/stats.PluginConfig",
            value: value(context),
          },
        },
      },
    })),
  },
});
const older = (text: string): object => ({
  spec: {
    configPatches: ["SIDECAR_OUTBOUND", "SIDECAR_INBOUND", "GATEWAY"].map((context) => ({
      match: { context },
      patch: {
        value: { typed_config: { value: { config: { configuration: { value: `${text}\n` } } } } },
      },
    })),
  },
});

const fallback = { disable_host_header_fallback: true };
const byDefault = (context: string): object => (context === "SIDECAR_OUTBOUND" ? {} : fallback);
const dimensions = {
  metrics: [
    {
      dimensions: {
        source_mesh_id: "node.metadata['MESH_ID']",
        upstream_proxy_version: "upstream_peer.istio_version",
      },
      name: "requests_total",
      tags_to_remove: ["request_protocol"],
    },
  ],
};
const operation = {
  metrics: [{ dimensions: { upstream_operation: "istio_operationId" }, name: "requests_total" }],
};
const byOperation = (context: string): object =>
  context === "SIDECAR_OUTBOUND" ? operation : fallback;

/** Step, a part of the check's sentence, an object that it accepts and one that it does not. */
const OBJECTS: readonly (readonly [id: string, says: string, good: object, bad: object])[] = [
  ["4.18", "part of Envoy", statsFilter(byDefault), statsFilter(() => ({}))],
  ["4.20", "nothing else", statsFilter(() => dimensions), statsFilter(byDefault)],
  [
    "4.20",
    "nothing else",
    statsFilter(() => dimensions),
    statsFilter(() => ({ ...dimensions, ...fallback })),
  ],
  ["4.21", "older proxies", older(JSON.stringify(dimensions)), older(JSON.stringify(fallback))],
  ["4.24", "by the operation", statsFilter(byOperation), statsFilter(() => operation)],
  ["4.25", "1.16", older(JSON.stringify(operation)), older(JSON.stringify(dimensions))],
  ["4.33", "by itself", statsFilter(byDefault), statsFilter(byOperation)],
];

describe("what an object must be at a step of week 4", () => {
  it.each(OBJECTS)("%s, %s: passes as rendered, and fails otherwise", (id, says, good, bad) => {
    const { fields = {} }: ObjectProbe = probeOf("object", id, says);
    const wrong = (object: object): unknown =>
      Object.entries(fields).find(
        ([path, expected]: [string, Expected]) =>
          meets(valueAt(object, path), expected) !== undefined,
      );
    expect(wrong(good)).toBeUndefined();
    expect(wrong(bad)).toBeDefined();
  });
});
