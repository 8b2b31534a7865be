import { describe, expect, it } from "@jest/globals";
import type { CommandProbe } from "../../../labs/probe-kinds.js";
import { week4 } from "../../../labs/week4/index.js";
import { passes } from "../../support/printed.js";

const probe = (id: string, says: string): CommandProbe => {
  const checks = week4.steps.find((step) => step.id === id)?.checks ?? [];
  const found = checks.find((check) => check.says.includes(says))?.probe;
  if (found?.kind !== "command") throw new Error(`${id} has no command check "${says}"`);
  return found;
};

const lines = (...all: readonly string[]): string => [...all, ""].join("\n");

const row = (name: string, rds = "SYNCED"): string =>
  `${name}   Kubernetes   SYNCED   SYNCED   SYNCED   ${rds}   NOT SENT   istiod-8d74787f-x   1.17.8`;
const proxies = [
  row("catalog-6cf4b97d-5kkz8.istioinaction"),
  row("istio-ingressgateway-996bc6bb6-7lnw6.istio-system"),
  row("webapp-7685bcb84-vlwjh.istioinaction"),
];

/** A counter of requests as the notes have it, with all 25 labels. */
const counter = (reporter: string, source: string, destination: string, policy: string): string =>
  [
    `istiocustom.istio_requests_total.reporter.${reporter}.source_workload.${source}`,
    `source_canonical_service.${source}.source_canonical_revision.latest`,
    "source_workload_namespace.istioinaction",
    `source_principal.spiffe://cluster.local/ns/istioinaction/sa/${source}`,
    `source_app.${source}.source_version.unknown.source_cluster.Kubernetes`,
    `destination_workload.${destination}.destination_workload_namespace.istioinaction`,
    `destination_principal.spiffe://cluster.local/ns/istioinaction/sa/${destination}`,
    `destination_app.${destination}.destination_version.v1`,
    `destination_service.${destination}.istioinaction.svc.cluster.local`,
    `destination_canonical_service.${destination}.destination_canonical_revision.v1`,
    `destination_service_name.${destination}.destination_service_namespace.istioinaction`,
    "destination_cluster.Kubernetes.request_protocol.http.response_code.200",
    `grpc_response_status..response_flags.-.connection_security_policy.${policy}: 2`,
  ].join(".");

const sent = counter("source", "webapp", "catalog", "unknown");
const received = counter("destination", "webapp", "catalog", "mutual_tls");
const XDS = "cluster.xds-grpc.assignment_stale: 0";
const OPEN = "cluster.outbound|80||catalog.istioinaction.svc.cluster.local";

const histogram = (name: string): string =>
  `istiocustom.istio_${name}.reporter.source.source_workload.webapp.destination_workload.catalog: P0(nan,450.0)`;
const histograms = ["request_bytes", "request_duration_milliseconds", "response_bytes"].map(
  histogram,
);

const sockets = (...ports: readonly string[]): string =>
  lines(
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid",
    ...ports.map(
      (port, slot) =>
        `   ${slot}: 00000000000000000000000000000000:${port} 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000  1337`,
    ),
  );
const ISTIOD = ["3AA2", "3AA4", "3AA6", "3AA9", "1F90"];

const convergence = (within3s: number, all: number): string =>
  lines(
    'pilot_proxy_convergence_time_bucket{le="0.1"} 20',
    `pilot_proxy_convergence_time_bucket{le="3"} ${within3s}`,
    `pilot_proxy_convergence_time_bucket{le="+Inf"} ${all}`,
    `pilot_proxy_convergence_time_count ${all}`,
  );

const citadel = (expiry: string): string =>
  lines(
    "citadel_server_csr_count 4",
    `citadel_server_root_cert_expiry_timestamp ${expiry}`,
    "citadel_server_success_cert_issuance_count 4",
  );

const ports = (host: (port: number) => number): string =>
  JSON.stringify(
    Object.fromEntries(
      Array.from({ length: 8 }, (_, index) => 30000 + index).map((port) => [
        `${port}/tcp`,
        [{ HostIp: "0.0.0.0", HostPort: `${host(port)}` }],
      ]),
    ),
  );

const merged = lines(
  'istio_requests_total{reporter="source",source_workload="webapp",destination_workload="catalog",response_code="200"} 1',
  'istio_response_bytes_count{reporter="source"} 1',
  "envoy_server_initialization_time_ms_count{} 1",
);

type Case = readonly [id: string, says: string, good: string, bad: string, why: string];

const cases: readonly Case[] = [
  ["4.0.3", "Ports 30000", ports((port) => port), ports((port) => port + 1), "other ports"],
  ["4.3", "Three proxies", lines(...proxies), lines(...proxies.slice(1)), "one is missing"],
  [
    "4.3",
    "Three proxies",
    lines(...proxies),
    lines(...proxies.slice(1), row("catalog-6cf4b97d-5kkz8.istioinaction", "STALE")),
    "one is behind",
  ],
  ["4.3", "catalog's proxy has counted", lines(XDS, received), lines(XDS, sent), "only sent"],
  ["4.3", "webapp's proxy has counted", lines(sent), lines(received), "only received"],
  [
    "4.3",
    "nothing of its calls",
    lines(XDS, sent),
    lines(XDS, `${OPEN}.upstream_rq_200: 1`),
    "open",
  ],
  [
    "4.4",
    "Istio's own four",
    lines(sent, ...histograms),
    lines(sent, ...histograms, `${OPEN}.upstream_rq_200: 1`),
    "Envoy's too",
  ],
  ["4.4", "Istio's own four", lines(sent, ...histograms), lines(sent), "no histograms"],
  [
    "4.6",
    "TLS 1.3",
    lines(
      `${OPEN}.internal.upstream_rq_200: 1`,
      `${OPEN}.ssl.handshake: 1`,
      `${OPEN}.ssl.versions.TLSv1.3: 1`,
      `${OPEN}.upstream_rq_2xx: 1`,
    ),
    lines(`${OPEN}.internal.upstream_rq_200: 1`, `${OPEN}.upstream_rq_2xx: 1`),
    "no TLS",
  ],
  [
    "4.6",
    "healthy",
    lines(
      "outbound|80||catalog.istioinaction.svc.cluster.local::10.10.0.9:3000::rq_success::1",
      "outbound|80||catalog.istioinaction.svc.cluster.local::10.10.0.9:3000::health_flags::healthy",
    ),
    lines(
      "outbound|80||catalog.istioinaction.svc.cluster.local::10.10.0.9:3000::rq_success::1",
      "outbound|80||catalog.istioinaction.svc.cluster.local::10.10.0.9:3000::health_flags::/failed_outlier_check",
    ),
    "ejected",
  ],
  ["4.7", "istiod listens", sockets(...ISTIOD), sockets(...ISTIOD.slice(1)), "15010 is closed"],
  ["4.8", "root is good", citadel("2.061605423e+09"), citadel("1.81e+09"), "it ends soon"],
  ["4.9", "within 3 s", convergence(26, 26), convergence(25, 26), "one took longer"],
  [
    "4.10",
    "as many Services",
    "there are 7, istiod knows 7\n",
    "there are 8, istiod knows 7\n",
    "one was missed",
  ],
  [
    "4.10",
    "Three proxies",
    'pilot_xds{version="1.17.8"} 3\n',
    'pilot_xds{version="1.12.9"} 3\n',
    "of another version",
  ],
  ["4.11", "Istio's metrics and Envoy's", merged, merged.replace(/^envoy.*$/m, ""), "no Envoy's"],
  [
    "4.13",
    "Prometheus 2.24.0",
    "prometheus, version 2.24.0 (branch: HEAD, revision: 02e9)\n",
    "prometheus, version 2.34.0 (branch: HEAD, revision: 02e9)\n",
    "another version",
  ],
];

describe("what the programs print at a step of week 4", () => {
  it.each(cases)("%s %s: passes as in the notes", async (id, says, good) => {
    expect(await passes(probe(id, says), good)).toBe(true);
  });

  it.each(cases)("%s %s: fails otherwise (%s)", async (id, says, _good, bad) => {
    expect(await passes(probe(id, says), bad)).toBe(false);
  });
});
