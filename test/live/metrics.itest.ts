import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checkout, succeed, type Checkout } from "../support/checkout.js";
import { medianBucket, seriesOf, type Counted } from "../support/counted.js";

const CATALOG_URL = "http://127.0.0.1:30000/api/catalog";
const REQUESTS = 200;
const FAULT_STATUS = 555;

/** The sidecar of webapp answers a part of its calls to catalog itself. */
const faults = {
  apiVersion: "networking.istio.io/v1alpha3",
  kind: "VirtualService",
  metadata: { name: "catalog-faults", namespace: "istioinaction" },
  spec: {
    hosts: ["catalog"],
    http: [
      {
        fault: { abort: { httpStatus: FAULT_STATUS, percentage: { value: 30 } } },
        route: [{ destination: { host: "catalog" } }],
      },
    ],
  },
};

interface Answer {
  readonly status: number;
  readonly tookMs: number;
}

/** The bar of "metrics that are true on the bed": what Prometheus has is what the client counted. */
describe("Istio's metrics of a mesh with real sidecars", () => {
  let lab: Checkout;
  let answers: readonly Answer[];

  beforeAll(async () => {
    lab = await checkout("docker");
    succeed(await lab.lab("up", "week1", "--step", "1.45", "--target", "kind", "--yes"));
    const file = join(lab.home, "faults.json");
    await writeFile(file, JSON.stringify(faults));
    succeed(await lab.shell("kubectl", "apply", "-f", file));
    await untilFaulty();
    const before = await counted();
    answers = await sendAll();
    await untilCounted(before);
  });

  afterAll(async () => {
    await lab[Symbol.asyncDispose]();
  });

  it("are some requests with faults and some without", () => {
    expect(count(200)).toBeGreaterThan(REQUESTS / 4);
    expect(REQUESTS - count(200)).toBeGreaterThan(REQUESTS / 20);
  });

  it("count each request once for either end, by workloads, code and flag", () => {
    const seen = (status: number): number => count(status);
    const [good, bad] = [seen(200), REQUESTS - seen(200)];
    const told = answers.find(({ status }) => status !== 200)?.status ?? 0;
    const toWebapp = ["istio-ingressgateway", "webapp"] as const;
    const expected: Counted = {
      [key("source", ...toWebapp, 200, "-")]: good,
      [key("source", ...toWebapp, told, "-")]: bad,
      [key("destination", ...toWebapp, 200, "-")]: good,
      [key("destination", ...toWebapp, told, "-")]: bad,
      [key("source", "webapp", "catalog", 200, "-")]: good,
      // No endpoint was chosen for it, so Istio does not know whose it would have been.
      [key("source", "webapp", "unknown", FAULT_STATUS, "FI")]: bad,
      [key("destination", "webapp", "catalog", 200, "-")]: good,
    };
    expect(growth).toEqual(expected);
  });

  it("know durations within a bucket of what the client saw", async () => {
    const query = `sum by (le) (istio_request_duration_milliseconds_bucket{reporter="source",source_workload="istio-ingressgateway"})`;
    const buckets = await seriesOf(query, ({ le = "" }) => le);
    const sorted = answers.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
    const client = sorted[REQUESTS / 2] ?? 0;
    const { bounds, place } = medianBucket(buckets);
    const clients = bounds.findIndex((bound) => client <= bound);
    expect(Math.abs(clients - place)).toBeLessThanOrEqual(1);
  });

  it("know both ends by their certificates, and who enforced them", async () => {
    const labels = ["reporter", "source_principal", "connection_security_policy"];
    const of = `istio_requests_total{destination_workload="catalog",response_code="200"}`;
    const found = await seriesOf(`count by (${labels.join(",")}) (${of})`, (metric) =>
      labels.map((label) => metric[label]).join(" "),
    );
    const webapp = "spiffe://cluster.local/ns/istioinaction/sa/webapp";
    expect(Object.keys(found).sort()).toEqual([
      `destination ${webapp} mutual_tls`,
      `source ${webapp} unknown`,
    ]);
  });

  /** How much each series grew while the client sent its requests. */
  let growth: Counted;

  const key = (...parts: readonly (string | number)[]): string => parts.join(" ");
  const count = (wanted: number): number =>
    answers.filter(({ status }) => status === wanted).length;

  const labels = [
    "reporter",
    "source_workload",
    "destination_workload",
    "response_code",
    "response_flags",
  ];

  const counted = (): Promise<Counted> =>
    seriesOf(`sum by (${labels.join(",")}) (istio_requests_total)`, (metric) =>
      labels.map((label) => metric[label] ?? "").join(" "),
    );

  async function ask(): Promise<Answer> {
    const started = performance.now();
    const response = await fetch(CATALOG_URL);
    await response.arrayBuffer();
    return { status: response.status, tookMs: performance.now() - started };
  }

  /** The faults are there when the first is seen; then nothing is sent until Prometheus has all of it. */
  async function untilFaulty(): Promise<void> {
    await eventually(async () => (await ask()).status !== 200);
    let last = "";
    await eventually(async () => {
      const now = JSON.stringify(await counted());
      const isSame = now === last && now !== "{}";
      last = now;
      return isSame;
    }, 20_000);
  }

  async function sendAll(): Promise<readonly Answer[]> {
    const all: Answer[] = [];
    for (let sent = 0; sent < REQUESTS; sent += 1) all.push(await ask());
    return all;
  }

  /** Both ends are asked by Prometheus every 15 seconds, one after the other. */
  async function untilCounted(before: Counted): Promise<void> {
    const grown = (now: Counted): Counted =>
      Object.fromEntries(
        Object.entries(now)
          .map(([series, value]) => [series, value - (before[series] ?? 0)] as const)
          .filter(([, more]) => more > 0),
      );
    await eventually(async () => {
      growth = grown(await counted());
      const sum = Object.values(growth).reduce((total, more) => total + more, 0);
      // two for the gateway's calls, two for those of webapp but one for its faults
      return sum >= 4 * REQUESTS - (REQUESTS - count200());
    }).catch(() => undefined);
  }

  const count200 = (): number => count(200);
});

/** Looks again every few seconds. @throws Error after two minutes */
async function eventually(holds: () => Promise<boolean>, everyMs = 3000): Promise<void> {
  const end = Date.now() + 120_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("it has not come to hold within 2 min");
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
