import { describe, expect, it } from "@jest/globals";
import type { CommandProbe } from "../../../labs/probe-kinds.js";
import { week1 } from "../../../labs/week1/index.js";
import { host, passes, pretty, routeConfiguration, virtualHost } from "../../support/printed.js";

const probe = (id: string, says: string): CommandProbe => {
  const checks = week1.steps.find((step) => step.id === id)?.checks ?? [];
  const found = checks.find((check) => check.says.includes(says))?.probe;
  if (found?.kind !== "command") throw new Error(`${id} has no command check "${says}"`);
  return found;
};

const HEAD = "NAME   CLUSTER   CDS   LDS   EDS   RDS   ECDS   ISTIOD   VERSION";
const row = (name: string, rds: string): string =>
  `${name}   Kubernetes   SYNCED   SYNCED   SYNCED   ${rds}   NOT SENT   istiod-8d74787f-x   1.17.8`;
const igw = "istio-ingressgateway-996bc6bb6-7lkvm.istio-system";
const apps = [
  row("catalog-6cf4b97d-kw68k.istioinaction", "SYNCED"),
  row("webapp-7685bcb84-dlnwg.istioinaction", "SYNCED"),
];
const status = (...rows: string[]): string => [HEAD, ...rows, ""].join("\n");

const ports = (host: (port: number) => number): string =>
  JSON.stringify(
    Object.fromEntries(
      [30000, 30001, 30002, 30003, 30004, 30005].map((port) => [
        `${port}/tcp`,
        [{ HostIp: "0.0.0.0", HostPort: `${host(port)}` }],
      ]),
    ),
  );

const PROXY = "docker.io/istio/proxyv2:1.17.8";
/** A pod with its containers, each ready or not. */
const pod = (ready: Readonly<Record<string, boolean>>, proxy = PROXY): object => ({
  metadata: { name: "catalog-6cf4b97d-kw68k" },
  spec: {
    containers: Object.keys(ready).map((name) => ({
      name,
      image: name === "istio-proxy" ? proxy : `istioinaction/${name}:latest`,
    })),
  },
  status: { containerStatuses: Object.entries(ready).map(([name, is]) => ({ name, ready: is })) },
});
const pods = (...items: readonly object[]): string => pretty({ kind: "List", items });
const catalogPod = pod({ catalog: true, "istio-proxy": true });
const webappPod = pod({ "istio-proxy": true, webapp: true });

const listener = (portValue: number): object => ({
  address: { socketAddress: { address: "0.0.0.0", portValue } },
});
const listeners = (...extra: readonly number[]): string =>
  pretty([8080, 15021, 15090, ...extra].map(listener));

const CATALOG = "catalog.istioinaction.svc.cluster.local";
const WEBAPP = "webapp.istioinaction.svc.cluster.local";

const endpoints = (health: string): string =>
  pretty([
    {
      name: `outbound|80||${CATALOG}`,
      hostStatuses: [host(3000), host(3000, "OK", { healthStatus: { edsHealthStatus: health } })],
    },
    { name: `outbound|80||${WEBAPP}`, hostStatuses: [host(8080)] },
  ]);

const entry = (by?: string): string =>
  routeConfiguration({
    ...virtualHost(WEBAPP, [{ route: { cluster: `outbound|80||${WEBAPP}` } }], by),
    name: "*:8080",
    domains: ["*"],
  });

const retried = (retryOn: string): string =>
  routeConfiguration(
    virtualHost(CATALOG, [
      {
        route: {
          cluster: `outbound|80||${CATALOG}`,
          timeout: "0s",
          retryPolicy: { retryOn, numRetries: 3, perTryTimeout: "2s" },
        },
      },
    ]),
  );

const podOf = (...containers: readonly string[]): string =>
  pretty({
    kind: "List",
    items: [
      {
        metadata: { labels: { app: "catalog", "security.istio.io/tlsMode": "istio" } },
        spec: {
          containers: containers.map((name) => ({ name })),
          initContainers: [{ name: "istio-init" }],
        },
      },
    ],
  });

const secrets = (valid: string): string =>
  [
    "RESOURCE NAME     TYPE           STATUS     VALID CERT     SERIAL NUMBER   NOT AFTER   NOT BEFORE",
    `default           Cert Chain     ACTIVE     ${valid}           1   2025-04-14T01:00:00Z   2025-04-13T00:58:00Z`,
    "ROOTCA            CA             ACTIVE     true           2   2035-04-11T01:00:00Z   2025-04-13T01:00:00Z",
  ].join("\n");

const fault = (active: boolean, percentage: number): string =>
  JSON.stringify({ "500": { active, type: "500", percentage } });

/** Step, words of the check, an output that passes, an output that does not. */
const CASES: readonly [string, string, string, string][] = [
  ["1.2", "kind knows", "bed\nmyk8s\n", "myk8s-2\n"],
  ["1.3", "Host ports", ports((port) => port), ports((port) => (port === 30004 ? 31004 : port))],
  ["1.9", "istioctl in the node", "1.17.8\n", "1.17.80\n"],
  [
    "1.10",
    "profiles",
    "Istio configuration profiles:\n    ambient\n    default\n    demo\n",
    "    default\n    demo-2\n",
  ],
  [
    "1.22",
    "Every pod",
    pods(catalogPod, webappPod),
    pods(pod({ catalog: true, "istio-proxy": false }), webappPod),
  ],
  [
    "1.22",
    "Every pod",
    pods(catalogPod, catalogPod, webappPod),
    pods(catalogPod, pod({ webapp: true })),
  ],
  [
    "1.22",
    "Every pod",
    pods(catalogPod, webappPod),
    pods(catalogPod, pod({ webapp: true, "istio-proxy": true }, PROXY.replace("17.8", "17.5"))),
  ],
  ["1.22", "Every pod", pods(catalogPod), pods()],
  ["1.23", "catalog's pod", podOf("catalog", "istio-proxy"), podOf("catalog")],
  ["1.28", "Only catalog", status(...apps, row(igw, "NOT SENT")), status(...apps)],
  [
    "1.28",
    "Only catalog",
    status(...apps, row(igw, "SYNCED")),
    status(...apps, row(igw, "SYNCED"), row("sleep-1.default", "SYNCED")),
  ],
  ["1.28", "no routes", status(...apps, row(igw, "NOT SENT")), status(...apps, row(igw, "SYNCED"))],
  ["1.31", "in sync", status(...apps, row(igw, "SYNCED")), status(...apps, row(igw, "NOT SENT"))],
  ["1.32", "http.8080 belongs", entry("webapp-virtualservice"), entry()],
  ["1.32", "cluster of webapp", entry(), retried("5xx")],
  ["1.33", "listens on", listeners(), listeners(8443)],
  ["1.34", "healthy endpoints", endpoints("HEALTHY"), endpoints("UNHEALTHY")],
  ["1.35", "certificate", secrets("true"), secrets("false")],
  ["1.49", "retry policy", retried("5xx"), retried("gateway-error")],
  ["1.46", "uses istioinaction", "istioinaction", "default"],
  ["1.47", "100 %", fault(true, 100), fault(true, 50)],
  ["1.48", "50 %", JSON.stringify(JSON.parse(fault(true, 50)), null, 2), fault(false, 50)],
  ["1.51", "switch of catalog is", fault(false, 50), fault(true, 50)],
  ["1.51", "switch of catalog-v2 is", "{}", fault(true, 50)],
  [
    "1.52",
    "cluster for version-v2",
    pretty([{ name: `outbound|80||${CATALOG}` }, { name: `outbound|80|version-v2|${CATALOG}` }]),
    pretty([{ name: `outbound|80|version-v1|${CATALOG}` }]),
  ],
  ["1.60", "kind has no cluster", "No kind clusters found.\n", "myk8s\n"],
  ["1.60", "container is gone", "registry\n", "registry\nmyk8s-control-plane\n"],
];

describe("the output of a command", () => {
  it.each(CASES)("of step %s, %s: passes and fails as it should", async (id, says, good, bad) => {
    expect(await passes(probe(id, says), good)).toBe(true);
    expect(await passes(probe(id, says), bad)).toBe(false);
  });
});
