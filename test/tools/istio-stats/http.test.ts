import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { setTimeout } from "node:timers/promises";
import { Disposal } from "../../support/envoy/disposal.js";
import { cluster, httpListener, type Message } from "../../support/envoy/config.js";
import { envoyOrReason, eventually, EnvoyProcess } from "../../support/envoy/process.js";
import {
  application,
  certificatesOf,
  HOST,
  identityOf,
  INBOUND,
  NOTE,
  OUTBOUND,
  sidecarOf,
} from "../../support/envoy/mesh.js";
import type { Series } from "../../support/envoy/series.js";
import { tempDir } from "../../support/temp-dir.js";

const tools = envoyOrReason();
const title = "Istio's metrics of requests, from Envoy with the module";

/** Where Envoy has the number of the request that it answers with the reset of a connection. */
const CLOSED_PORT = 1;
const WORKERS = 3;

const bothEnds = {
  source_workload: "webapp",
  source_canonical_service: "webapp",
  source_canonical_revision: "v2",
  source_workload_namespace: "istioinaction",
  source_principal: identityOf("webapp"),
  source_app: "webapp",
  source_version: "v2",
  source_cluster: "Kubernetes",
  destination_workload: "catalog",
  destination_workload_namespace: "istioinaction",
  destination_principal: identityOf("catalog"),
  destination_app: "catalog",
  destination_version: "v1",
  destination_service: HOST,
  destination_canonical_service: "catalog",
  destination_canonical_revision: "v1",
  destination_service_name: "catalog",
  destination_service_namespace: "istioinaction",
  destination_cluster: "Kubernetes",
  request_protocol: "http",
  response_code: "200",
  grpc_response_status: "",
  response_flags: "-",
};

/** Both proxies of a call from webapp to catalog, and listeners for what else may happen to either. */
("why" in tools ? describe.skip : describe)(
  "why" in tools ? `${title} (skipped: ${tools.why})` : title,
  () => {
    const toDispose = new Disposal();
    let app: Awaited<ReturnType<typeof application>>;
    let webapp: EnvoyProcess, catalog: EnvoyProcess;

    beforeAll(async () => {
      const dir = toDispose.use(await tempDir());
      const names = ["webapp", "catalog"] as const;
      const certificates = await certificatesOf(dir.path, names);
      app = toDispose.use(await application());
      const inbound = (name: string, more: Message = {}): Message =>
        httpListener({
          ...{ name, direction: "INBOUND", to: INBOUND, ...more },
          stats: { service_hosts: { [INBOUND]: HOST }, ...(more["stats"] as Message | undefined) },
        });
      const mutual = { certificates: certificates.catalog, trusts: certificates.webapp };
      catalog = toDispose.use(
        await EnvoyProcess.start({
          node: sidecarOf("catalog", "v1"),
          listeners: [
            inbound("mutual", mutual),
            inbound("plain"),
            inbound("generated", { attributes: OPERATIONS, stats: { metrics: BY_OPERATION } }),
          ],
          clusters: [cluster({ name: INBOUND, port: app.port })],
          concurrency: WORKERS,
        }),
      );
      const outbound = (name: string, to: string, more: Message = {}): Message =>
        httpListener({ name, to, direction: "OUTBOUND", ...more });
      const nowhere = OUTBOUND.replace("catalog", "nowhere");
      webapp = toDispose.use(
        await EnvoyProcess.start({
          node: sidecarOf("webapp", "v2"),
          listeners: [
            outbound("catalog", OUTBOUND),
            outbound("nowhere", nowhere),
            outbound("outside", "PassthroughCluster"),
            outbound("changed", OUTBOUND, { stats: CHANGED }),
            outbound("defined", OUTBOUND, { stats: DEFINED }),
          ],
          clusters: [
            cluster({
              ...{ name: OUTBOUND, port: await catalog.port("mutual"), note: NOTE },
              ...{ certificates: certificates.webapp, trusts: certificates.catalog },
            }),
            cluster({ name: nowhere, port: CLOSED_PORT, note: NOTE }),
            cluster({ name: "PassthroughCluster", port: app.port }),
          ],
          concurrency: WORKERS,
        }),
      );
    });

    afterAll(() => toDispose.disposeAsync());

    it("have all 25 labels of the source", async () => {
      await ask(webapp, "catalog");
      expect(await labelsOf(webapp, { response_code: "200" })).toEqual({
        ...{ reporter: "source", ...bothEnds, connection_security_policy: "unknown" },
      });
    });

    it("have all 25 labels of the destination", async () => {
      await ask(webapp, "catalog");
      expect(await labelsOf(catalog, { response_code: "200" })).toEqual({
        ...{ reporter: "destination", ...bothEnds, connection_security_policy: "mutual_tls" },
      });
    });

    it("are hidden from the application, and from whoever called", async () => {
      const answer = await ask(webapp, "catalog");
      const theirs = (name: string): boolean => name.startsWith("x-envoy-peer");
      expect(Object.keys(app.seen.at(-1) ?? {}).filter(theirs)).toEqual([]);
      expect([...answer.headers.keys()].filter(theirs)).toEqual([]);
    });

    it("count each request once, by its code, whatever worker it came to", async () => {
      const codes = [201, 404, 500];
      await Promise.all(
        Array.from({ length: 120 }, (_, i) =>
          ask(webapp, "catalog", `/status/${String(codes[i % 3])}`),
        ),
      );
      for (const proxy of [webapp, catalog])
        for (const code of codes) {
          expect(await count(proxy, "requests_total", { response_code: String(code) }, 40)).toBe(
            40,
          );
          const of = { response_code: String(code) };
          for (const metric of ["request_duration_milliseconds", "request_bytes", "response_bytes"])
            expect(await count(proxy, `${metric}_count`, of, 40)).toBe(40);
        }
    });

    it("tell the status of gRPC", async () => {
      await ask(webapp, "catalog", "/grpc", { "content-type": "application/grpc" });
      const grpc = { request_protocol: "grpc", grpc_response_status: "5" };
      expect(await count(webapp, "requests_total", grpc, 1)).toBe(1);
    });

    it("tell why a request was not answered by the other end", async () => {
      await ask(webapp, "nowhere");
      const { response_flags, destination_workload, destination_version, ...labels } =
        await labelsOf(webapp, { response_code: "503" });
      expect({ response_flags, destination_workload }).toEqual({
        ...{ response_flags: "UF", destination_workload: "catalog" },
      });
      // istiod's note has no labels of pods, and nobody answered with them
      expect(destination_version).toBe("unknown");
      expect(labels["destination_service_name"]).toBe("nowhere");
    });

    it("call a source without a sidecar unknown", async () => {
      await ask(catalog, "plain");
      expect(await labelsOf(catalog, { connection_security_policy: "none" })).toMatchObject({
        ...{ source_workload: "unknown", source_app: "unknown", source_principal: "unknown" },
        ...{ source_canonical_service: "unknown", source_canonical_revision: "latest" },
        ...{ source_workload_namespace: "unknown", source_cluster: "unknown" },
        ...{ destination_workload: "catalog", destination_service: HOST },
      });
    });

    it("call a destination without a sidecar unknown, and its service what the caller called it", async () => {
      const host = `127.0.0.1:${String(await webapp.port("outside"))}`;
      await ask(webapp, "outside");
      expect(
        await labelsOf(webapp, { destination_service_name: "PassthroughCluster" }),
      ).toMatchObject({
        ...{ destination_workload: "unknown", destination_app: "unknown" },
        ...{ destination_service: host, destination_principal: "unknown" },
      });
    });

    it("have the dimensions that a configuration adds, without the labels that it removes", async () => {
      await ask(webapp, "changed");
      const { request_protocol, ...labels } = await labelsOf(webapp, {
        source_mesh_id: "cluster.local",
      });
      expect(request_protocol).toBeUndefined();
      expect(labels).toMatchObject({
        ...{ upstream_proxy_version: "1.17.8", destination_port: "unknown", response_code: "200" },
      });
    });

    it("have the metrics that a configuration defines, and none that it drops", async () => {
      const before = await settled(webapp, "request_bytes_count");
      await ask(webapp, "defined");
      expect(await count(webapp, "glasses_total", {}, 1)).toBe(1);
      expect(await count(webapp, "request_bytes_count")).toBe(before);
    });

    it("have the operation that istio.attributegen made of a request", async () => {
      await ask(catalog, "generated", "/items");
      await ask(catalog, "generated", "/items/1");
      await ask(catalog, "generated", "/elsewhere");
      for (const request_operation of ["list", "get", "unknown"])
        expect(await count(catalog, "requests_total", { request_operation }, 1)).toBe(1);
    });
  },
);

const CHANGED = {
  metrics: [
    {
      name: "requests_total",
      dimensions: {
        source_mesh_id: "node.metadata['MESH_ID']",
        upstream_proxy_version: "upstream_peer.istio_version",
        destination_port: "nobody.knows",
      },
      tags_to_remove: ["request_protocol"],
    },
  ],
};

const DEFINED = {
  definitions: [{ name: "glasses_total", type: "COUNTER", value: "1" }],
  metrics: [{ name: "request_bytes", drop: true }],
};

const BY_OPERATION = [
  { name: "requests_total", dimensions: { request_operation: "istio_operationId" } },
];

const OPERATIONS = {
  attributes: [
    {
      output_attribute: "istio_operationId",
      match: [
        { value: "list", condition: "request.url_path == '/items' && request.method == 'GET'" },
        { value: "get", condition: "request.url_path.startsWith('/items/')" },
      ],
    },
  ],
};

async function ask(
  proxy: EnvoyProcess,
  listener: string,
  path = "/",
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const url = `http://127.0.0.1:${String(await proxy.port(listener))}${path}`;
  const answer = await fetch(url, { headers });
  await answer.arrayBuffer();
  return answer;
}

const has = (wanted: Readonly<Record<string, string>>) => (series: Series) =>
  Object.entries(wanted).every(([label, value]) => series.labels[label] === value);

/** The labels of the one series of requests that has some of them. */
async function labelsOf(proxy: EnvoyProcess, wanted: Readonly<Record<string, string>>) {
  const found = await eventually(5000, async () => {
    const all = (await proxy.series("istio_requests_total")).filter(has(wanted));
    return all.length > 0 ? all : undefined;
  });
  expect(found).toHaveLength(1);
  return found[0]?.labels ?? {};
}

/** The sum of all series of a metric, once it stays for a second: a request is counted a moment after its answer. */
async function settled(proxy: EnvoyProcess, metric: string): Promise<number> {
  let last = -1;
  return eventually(10_000, async () => {
    const before = last;
    last = await count(proxy, metric);
    if (last === before) return last;
    await setTimeout(1000);
    return undefined;
  });
}

/** The sum of the series with some labels, which is waited for: a request is counted after it is answered. */
async function count(
  proxy: EnvoyProcess,
  metric: string,
  wanted: Readonly<Record<string, string>> = {},
  atLeast = 0,
): Promise<number> {
  return eventually(10_000, async () => {
    const found = (await proxy.series(`istio_${metric}`)).filter(has(wanted));
    const sum = found.reduce((total, { value }) => total + value, 0);
    return sum >= atLeast ? sum : undefined;
  });
}
