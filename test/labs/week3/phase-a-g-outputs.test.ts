import { describe, expect, it } from "@jest/globals";
import type { Check } from "../../../labs/checks.js";
import type { CommandProbe, LogProbe } from "../../../labs/probe-kinds.js";
import { week3 } from "../../../labs/week3/index.js";
import { host, passes, pretty, routeConfiguration, virtualHost } from "../../support/printed.js";

/** The check of a step whose sentence has this in it. */
function probeOf(id: string, says: string): Check["probe"] {
  const checks = week3.steps.find((step) => step.id === id)?.checks ?? [];
  const found = checks.find((check) => check.says.includes(says))?.probe;
  if (found === undefined) throw new Error(`${id} has no check "${says}"`);
  return found;
}

function commandOf(id: string, says: string): CommandProbe {
  const probe = probeOf(id, says);
  if (probe.kind !== "command") throw new Error(`"${says}" of ${id} is no command`);
  return probe;
}

function logOf(id: string, says: string): LogProbe {
  const probe = probeOf(id, says);
  if (probe.kind !== "log") throw new Error(`"${says}" of ${id} asks no log`);
  return probe;
}

const HOST = "catalog.istioinaction.svc.cluster.local";
const BOTH = ["catalog", "istio-proxy"];
/** Pods, by the names of their containers. */
const pods = (...containers: readonly (readonly string[])[]): string =>
  pretty({
    kind: "List",
    items: containers.map((names) => ({ spec: { containers: names.map((name) => ({ name })) } })),
  });

const USERS = "jsonplaceholder.typicode.com";
const WEBAPP_HOST = "webapp.istioinaction.svc.cluster.local";

const to = (cluster: string): object => ({ route: { cluster, timeout: "0s" } });
const toVersion = (version: string): object => to(`outbound|80|version-${version}|${HOST}`);

/** Routes for calls to catalog and to another service. */
const catalogRoutes = (routes: readonly object[], by?: string): string =>
  routeConfiguration(
    virtualHost(WEBAPP_HOST, [to(`outbound|80||${WEBAPP_HOST}`)]),
    virtualHost(HOST, routes, by),
  );
const steeredBy = (by?: string): string => catalogRoutes([toVersion("v1")], by);

/** The routes of the gateway for a name. */
const gatewayRoutes = (domain: string, ...by: readonly string[]): string =>
  pretty([
    {
      name: "http.8080",
      virtualHosts: [
        {
          name: `${domain}:80`,
          domains: [domain],
          routes: by.flatMap((name) => virtualHostRoutes(name)),
        },
      ],
    },
  ]);

function virtualHostRoutes(by: string): readonly object[] {
  const { routes } = virtualHost(HOST, [toVersion("v1")], by) as { readonly routes: object[] };
  return routes;
}

/** The endpoints of catalog, one for each word. */
const endpoints = (subset: string, ...checks: readonly ("OK" | "FAILED")[]): string =>
  pretty([
    {
      name: `outbound|80|${subset}|${HOST}`,
      addedViaApi: true,
      hostStatuses: checks.map((check) => host(3000, check)),
    },
  ]);

const staffFirst = (first: string, second: string): string =>
  catalogRoutes([
    {
      match: {
        prefix: "/",
        headers: [{ name: "x-istio-cohort", stringMatch: { exact: "internal" } }],
      },
      ...toVersion(first),
    },
    toVersion(second),
  ]);
const shares = (v1: number, v2: number): string =>
  catalogRoutes([
    {
      route: {
        weightedClusters: {
          clusters: [
            { name: `outbound|80|version-v1|${HOST}`, weight: v1 },
            { name: `outbound|80|version-v2|${HOST}`, weight: v2 },
          ],
          totalWeight: 100,
        },
      },
    },
  ]);
const mirror = (version: string, numerator: number): string =>
  catalogRoutes([
    {
      route: {
        cluster: `outbound|80|version-v1|${HOST}`,
        requestMirrorPolicies: [
          {
            cluster: `outbound|80|version-${version}|${HOST}`,
            runtimeFraction: { defaultValue: { numerator } },
            traceSampled: false,
          },
        ],
      },
    },
  ]);
const primary = "catalog-primary.istioinaction.svc.cluster.local";
const released = (host: string): string =>
  routeConfiguration(
    virtualHost(HOST, [to(`outbound|80||${host}`)]),
    virtualHost(primary, [to(`outbound|80||${primary}`)]),
  );
const anyHost = (name: string): string =>
  routeConfiguration({ name, domains: ["*"], routes: [{ match: { prefix: "/" } }] });
const found = (level: string): string =>
  pretty([{ code: "IST0101", level, message: "Referenced host not found", origin: "catalog" }]);

const proxies = (status: string): string =>
  [
    "NAME                                     CLUSTER        CDS        LDS",
    `catalog-6cf4b97d-xkvrv.istioinaction     Kubernetes     SYNCED     SYNCED`,
    `istio-ingressgateway-996bc6bb6-rd6qr.istio-system     Kubernetes     SYNCED     ${status}     SYNCED`,
    `netshoot.istioinaction     Kubernetes     SYNCED     SYNCED`,
  ].join("\n");

const release = (weights: readonly number[]): string =>
  [
    "New revision detected! Scaling up catalog.istioinaction",
    "Starting canary analysis for catalog.istioinaction",
    ...weights.map((weight) => `Advance catalog-release.istioinaction canary weight ${weight}`),
    "Copying catalog.istioinaction template spec to catalog-primary.istioinaction",
    "Routing all traffic to primary",
    "Promotion completed! Scaling down catalog.istioinaction",
  ]
    .map((msg) => `{"level":"info","ts":"2025-04-26T06:09:54Z","msg":"${msg}"}`)
    .join("\n");

/** Step, words of its check, an output that passes, one that must not. */
const OUTPUTS: readonly (readonly [string, string, string, string])[] = [
  ["3.1", "are in sync", proxies("SYNCED"), proxies("STALE")],
  ["3.3", "has a proxy", pods(BOTH), pods(BOTH, ["catalog"])],
  ["3.5", "are in sync", proxies("SYNCED"), proxies("SYNCED").replace("netshoot", "webapp")],
  [
    "3.5",
    "is for catalog",
    gatewayRoutes("catalog.istioinaction.io", "catalog-vs-from-gw"),
    gatewayRoutes("catalog.istioinaction.io"),
  ],
  ["3.5", "catalog's own proxy", steeredBy(), steeredBy("catalog-vs-from-gw")],
  ["3.5", "one healthy endpoint", endpoints("", "OK"), endpoints("", "OK", "OK")],
  ["3.6", "two healthy endpoints", endpoints("", "OK", "OK"), endpoints("", "OK", "FAILED")],
  [
    "3.7",
    "endpoint of version-v1",
    endpoints("version-v1", "OK"),
    endpoints("version-v1", "OK", "OK"),
  ],
  [
    "3.8",
    "cluster of version-v1",
    catalogRoutes([toVersion("v1")]),
    catalogRoutes([toVersion("v2")]),
  ],
  ["3.9", "same order", staffFirst("v2", "v1"), staffFirst("v1", "v2")],
  ["3.10", "by no VirtualService", steeredBy(), steeredBy("catalog")],
  ["3.12", "The proxy of webapp", steeredBy("catalog"), steeredBy()],
  [
    "3.12",
    "The gateway's",
    gatewayRoutes("webapp.istioinaction.io", "webapp-virtualservice"),
    gatewayRoutes("webapp.istioinaction.io", "webapp-virtualservice", "catalog"),
  ],
  ["3.13", "before the other", staffFirst("v2", "v1"), staffFirst("v1", "v1")],
  ["3.15", "has the weights too", shares(90, 10), shares(10, 90)],
  ["3.16", "has the weights too", shares(50, 50), shares(90, 10)],
  ["3.20", "went up by", release([10, 20, 30, 40, 50]), release([10, 20, 30, 50])],
  ["3.20", "follows Flagger's", released(primary), released(HOST)],
  ["3.24", "mirrors all", mirror("v2", 100), mirror("v2", 10)],
  ["3.24", "mirrors all", mirror("v2", 100), mirror("v1", 100)],
  [
    "3.25",
    "without TLS",
    pretty([{ name: `outbound|80||${HOST}` }]),
    pretty([{ name: `outbound|80||${HOST}`, transportSocketMatches: [{ name: "tlsMode-istio" }] }]),
  ],
  [
    "3.25",
    "can be read",
    "T 10.10.0.28:40512 -> 10.10.0.34:3000 [AP]\nGET /items HTTP/1.1.\nhost: catalog.istioinaction-shadow:80.\n",
    "interface: any\nfilter: ( tcp port 3000 )\n",
  ],
  ["3.26", "lets requests", anyHost("allow_any"), anyHost("block_all")],
  ["3.27", "blocks requests", anyHost("block_all"), anyHost("allow_any")],
  [
    "3.29",
    "has a cluster",
    pretty([{ name: `outbound|80||${USERS}`, type: "STRICT_DNS" }]),
    pretty([{ name: `outbound|80||${USERS}`, type: "ORIGINAL_DST" }]),
  ],
  [
    "3.29",
    "has a route",
    routeConfiguration(virtualHost(USERS, [to(`outbound|80||${USERS}`)])),
    steeredBy(),
  ],
  ["3.30", "finds no error", found("Warning"), found("Error")],
  ["3.30", "finds no error", "null", found("Error")],
];

/** Step, words of its check, a line of a log that counts, one that does not. */
const LINES: readonly (readonly [string, string, string, string])[] = [
  [
    "3.11",
    "that webapp makes",
    '[2025-04-25T02:41:54.062Z] "GET /items HTTP/1.1" 200 - via_upstream - "-" 0 502 5 5',
    '[2025-04-25T02:41:54.062Z] "GET /api/catalog HTTP/1.1" 200 - via_upstream - "-" 0 357 6 6',
  ],
  [
    "3.24",
    "reach v2",
    "GET catalog.istioinaction-shadow:80 /items 200 698 - 0.619 ms",
    "GET catalog.istioinaction:80 /items 200 502 - 0.651 ms",
  ],
  [
    "3.27",
    "BlackHoleCluster",
    '[2025-04-26T08:00:00.000Z] "- - -" 0 UH - - "-" 0 0 0 - "-" "-" "-" "-" "-" BlackHoleCluster - 192.0.2.2:443 10.10.0.28:40000 - -',
    '[2025-04-26T08:00:00.000Z] "- - -" 0 - - - "-" 694 4150 30 - "-" "-" "-" "-" "185.199.109.133:443" PassthroughCluster 10.10.0.28:40000 185.199.109.133:443 10.10.0.28:40002 - -',
  ],
  [
    "3.28",
    "logs the 502",
    '[2025-04-26T08:00:00.000Z] "GET /users HTTP/1.1" 502 - direct_response - "-" 0 0 0 - "-" "Go-http-client/1.1" "id" "jsonplaceholder.typicode.com" "-" - - 104.21.48.1:80 10.10.0.30:40000 - block_all',
    '[2025-04-26T08:00:00.000Z] "GET /api/users HTTP/1.1" 500 - via_upstream - "-" 0 28 12 11',
  ],
];

describe("a check of chapter 5", () => {
  it.each(OUTPUTS)(
    "%s, %s, tells a right output from a wrong one",
    async (id, says, right, wrong) => {
      const probe = commandOf(id, says);
      expect([await passes(probe, right), await passes(probe, wrong)]).toEqual([true, false]);
    },
  );

  it.each(LINES)("%s, %s, counts the right lines of a log", (id, says, right, wrong) => {
    const line = new RegExp(logOf(id, says).matches, "m");
    expect([line.test(right), line.test(wrong)]).toEqual([true, false]);
  });

  it("sends requests to webapp before each look at the Canary, which Flagger judges by", () => {
    const canaries = week3.steps.flatMap(({ id, checks }) =>
      checks.flatMap(({ probe }) => (probe.kind === "canary" ? [{ id, probe }] : [])),
    );
    expect(canaries.map(({ id, probe }) => [id, probe.ends, probe.lossless])).toEqual([
      ["3.19", ["Initialized", "Succeeded"], undefined],
      ["3.20", ["Succeeded"], true],
    ]);
    for (const { probe } of canaries) {
      expect(probe.under).toEqual({
        url: "http://127.0.0.1:30000/api/catalog",
        headers: { Host: "webapp.istioinaction.io" },
        requests: 5,
      });
    }
  });

  it("gives Flagger at least ten minutes for each of its two steps", () => {
    for (const id of ["3.19", "3.20"]) {
      const slow = week3.steps
        .find((step) => step.id === id)
        ?.checks.filter(({ timeoutMs = 0 }) => timeoutMs >= 600_000);
      expect(slow?.length).toBeGreaterThan(1);
    }
  });
});
