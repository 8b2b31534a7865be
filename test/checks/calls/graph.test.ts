import { describe, expect, it } from "@jest/globals";
import { askCalls } from "../../../checks/calls/ask.js";
import { callsIn, callsOf, type Counted } from "../../../checks/calls/graph.js";
import { callsLook } from "../../../checks/calls-probe.js";
import { prometheusAt, type Labels } from "../../../checks/prometheus.js";
import { calls as probe } from "../../../labs/telemetry-probes.js";
import { fakePrometheus } from "../../support/prometheus.js";

/** Labels of both sides as Istio's proxies write them. */
const from = (name: string, namespace = "istioinaction"): Labels => ({
  ...{
    source_workload: name,
    source_canonical_service: name,
    source_workload_namespace: namespace,
  },
});
const to = (name: string, namespace = "istioinaction"): Labels => ({
  ...{ destination_workload: `${name}-v1`, destination_workload_namespace: namespace },
  ...{ destination_service_name: name, destination_service_namespace: namespace },
  destination_service: `${name}.${namespace}.svc.cluster.local`,
});
const seenBy = (reporter: "source" | "destination", more: Labels = {}): Labels => ({
  ...{ reporter, request_protocol: "http", response_code: "200" },
  connection_security_policy: reporter === "source" ? "unknown" : "mutual_tls",
  ...more,
});
const counted = (value: number, ...labels: readonly Labels[]): Counted => ({
  ...{ value, labels: Object.assign({}, ...labels) as Labels, isTcp: false },
});

const both = (value: number, ...labels: readonly Labels[]): Counted[] => [
  counted(value, seenBy("source"), ...labels),
  counted(value, seenBy("destination"), ...labels),
];

const shortly = (given: readonly Counted[], level: "workload" | "service" = "workload") =>
  callsIn(given, level).map(({ from, to, rate, mtls }) => [from.id, to.id, rate, mtls]);

describe("who calls whom", () => {
  it("is counted once where both sides have a proxy", () => {
    const given = both(2, from("webapp"), to("catalog"));
    expect(shortly(given)).toEqual([["istioinaction/webapp", "istioinaction/catalog-v1", 2, 1]]);
  });

  it("is by workload or by service", () => {
    const given = both(2, from("webapp"), to("catalog"));
    expect(shortly(given, "service")).toEqual([
      ["istioinaction/webapp", "istioinaction/catalog", 2, 1],
    ]);
  });

  it("is told by the called one's proxy where the caller has none", () => {
    const plain = { connection_security_policy: "none" };
    const given = [
      counted(3, seenBy("destination", plain), from("unknown", "unknown"), to("catalog")),
    ];
    expect(shortly(given)).toEqual([["unknown", "istioinaction/catalog-v1", 3, 0]]);
  });

  it("is told by the caller's proxy alone where the called one has none; of TLS nobody knows then", () => {
    const outside: Labels = {
      ...{ destination_workload: "unknown", destination_workload_namespace: "unknown" },
      ...{ destination_service_name: "httpbin.org", destination_service: "httpbin.org" },
      destination_service_namespace: "unknown",
    };
    const given = [
      counted(1, seenBy("source"), from("istio-ingressgateway", "istio-system"), outside),
    ];
    expect(shortly(given)).toEqual([
      ["istio-system/istio-ingressgateway", "httpbin.org", 1, undefined],
    ]);
  });

  it("has the share by mutual TLS, where some goes without", () => {
    const given = [
      ...both(3, from("webapp"), to("catalog")),
      counted(
        1,
        seenBy("destination", { connection_security_policy: "none" }),
        from("webapp"),
        to("catalog"),
      ),
    ];
    expect(shortly(given)[0]?.[3]).toBe(0.75);
  });

  it("has its errors: 5xx, and what was never answered", () => {
    const [first] = callsIn(
      [
        counted(6, seenBy("source"), from("webapp"), to("catalog")),
        counted(2, seenBy("source", { response_code: "500" }), from("webapp"), to("catalog")),
        counted(1, seenBy("source", { response_code: "404" }), from("webapp"), to("catalog")),
        counted(1, seenBy("source", { response_code: "0" }), from("webapp"), to("catalog")),
      ],
      "workload",
    );
    expect(first).toMatchObject({ rate: 10, errors: 3, codes: { 200: 6, 500: 2, 404: 1, 0: 1 } });
  });

  it("leaves out what has stopped", () => {
    expect(shortly([...both(0, from("webapp"), to("catalog"))])).toEqual([]);
    expect(shortly([counted(Number.NaN, seenBy("source"), from("webapp"), to("catalog"))])).toEqual(
      [],
    );
  });

  it("has TCP by its bytes, and gRPC by itself", () => {
    const tcp = { ...counted(500, seenBy("source"), from("webapp"), to("db")), isTcp: true };
    const grpc = counted(
      1,
      seenBy("source", { request_protocol: "grpc" }),
      from("webapp"),
      to("db"),
    );
    const found = callsIn([tcp, tcp, grpc], "workload");
    expect(found.map(({ protocol, rate, codes }) => [protocol, rate, codes])).toEqual([
      ["grpc", 1, { 200: 1 }],
      ["tcp", 1000, {}],
    ]);
  });

  it("is that of a namespace where either side is in it", () => {
    const all = callsIn(
      [
        ...both(1, from("gateway", "istio-system"), to("webapp")),
        ...both(1, from("a", "x"), to("b", "x")),
      ],
      "workload",
    );
    expect(callsOf(all, "istioinaction").map((call) => call.to.name)).toEqual(["webapp-v1"]);
  });
});

const LABELS =
  "reporter, request_protocol, response_code, connection_security_policy, source_workload, source_workload_namespace, source_canonical_service, destination_workload, destination_workload_namespace, destination_service, destination_service_name, destination_service_namespace";
const rate = (counter: string): string => `sum(rate(${counter}[60s])) by (${LABELS})`;

const store = {
  [rate("istio_requests_total")]: both(2, from("webapp"), to("catalog")).map(
    ({ labels, value }) => [labels, value] as const,
  ),
  [rate("istio_tcp_sent_bytes_total")]: [
    [{ ...seenBy("source"), ...from("webapp"), ...to("db") }, 10],
  ],
  [rate("istio_tcp_received_bytes_total")]: [
    [{ ...seenBy("source"), ...from("webapp"), ...to("db") }, 90],
  ],
} as const;

describe("asking Prometheus for calls", () => {
  it("sums up requests, and the bytes of both ways of TCP", async () => {
    const { http } = fakePrometheus(store);
    const found = await askCalls(prometheusAt("http://x", http), { lastS: 60, level: "workload" });
    expect(found.map(({ to: { name }, protocol, rate }) => [name, protocol, rate])).toEqual([
      ["catalog-v1", "http", 2],
      ["db-v1", "tcp", 100],
    ]);
  });
});

describe("a check of calls", () => {
  const look = (...wanted: Parameters<typeof probe>[1]) =>
    callsLook(probe("http://x", wanted), fakePrometheus(store).http)();

  it("holds where all are made, by mutual TLS where that is asked", async () => {
    const seen = await look(
      { from: "webapp", to: "catalog-v1", mtls: true },
      { from: "webapp", to: "db-v1" },
    );
    expect(seen).toEqual({
      holds: true,
      text: "webapp → catalog-v1 (100 % mutual TLS), webapp → db-v1",
    });
  });

  it.each([
    [{ from: "webapp", to: "forum" }, "webapp → forum"],
    [{ from: "webapp", to: "catalog-v1", mtls: false }, "webapp → catalog-v1 without TLS"],
    [{ from: "webapp", to: "db-v1", mtls: true }, "webapp → db-v1 by mutual TLS"],
  ])("fails where one is missing, or goes another way: %j", async (call, wanted) => {
    const seen = await look(call);
    expect(seen.holds).toBe(false);
    expect(seen.wrong?.wanted).toBe(wanted);
  });

  it("says so where nobody calls anybody", async () => {
    const seen = await callsLook(
      probe("http://x", [{ from: "a", to: "b" }]),
      fakePrometheus({}).http,
    )();
    expect(seen.text).toBe("nobody calls anybody yet; wanted a → b");
  });
});
