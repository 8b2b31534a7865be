import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { exec } from "../../lib/exec.js";
import { ensureTools } from "../../tools/ensure.js";
import { cluster, httpListener, type Message } from "../support/envoy/config.js";
import { Disposal } from "../support/envoy/disposal.js";
import { EnvoyProcess } from "../support/envoy/process.js";
import {
  certificatesOf,
  echo,
  EXCHANGES,
  INBOUND,
  NOTE,
  OUTBOUND,
  sidecarOf,
  tcpOf,
} from "../support/envoy/mesh.js";
import { tempDir } from "../support/temp-dir.js";
import type { Certificates } from "../support/tls-server.js";
import { median } from "./report.js";

const ROUNDS = 8;
const ROUND_SECONDS = 10;
/** So few that no request waits for another one. */
const RATE = 400;
const WORKERS = 2;

/** Listeners change this often while memory is watched. */
const CHANGE_MS = 15_000;
const CLOCK_TICK_US = 10_000;
/** And so often a TCP connection is made, by mutual TLS. */
const CONNECT_MS = 50;

const TCP_IN = INBOUND.replace("3000", "3001");
const TCP_OUT = OUTBOUND.replace("catalog", "echo");

/** Both proxies of a call, from webapp to catalog. */
interface Pair {
  readonly title: string;
  readonly webapp: EnvoyProcess;
  readonly catalog: EnvoyProcess;
  /** Replaces the listeners of both; `nth` makes them other ones than before. */
  readonly change: (nth: number) => Promise<void>;
}

/**
 * What the module of Istio's metrics costs: two pairs of Envoys, one with it and one without, take turns at the same load.
 * With `minutes` both pairs are watched for growth under load, while their listeners change all the time.
 */
export async function benchMetrics(minutes: number): Promise<void> {
  const fortio = (await ensureTools(["fortio"])).get("fortio")?.path ?? "";
  await ensureTools(["envoy", "istio-stats"]);
  const held = new Disposal();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
  try {
    const app = held.use(
      await EnvoyProcess.start({
        node: { id: "app" },
        listeners: [httpListener({ name: "app", direction: "INBOUND", to: 200, stats: null })],
      }),
    );
    const dir = held.use(await tempDir());
    const apps = {
      ...{ http: await app.port("app"), tcp: held.use(await echo()).port },
      certificates: await certificatesOf(dir.path, ["webapp", "catalog"]),
    };
    const pairs = [await pair(held, apps, true), await pair(held, apps, false)];
    if (minutes > 0) await watch(fortio, pairs, minutes);
    else await compare(fortio, pairs);
  } finally {
    await held.disposeAsync();
  }
}

interface Apps {
  readonly http: number;
  readonly tcp: number;
  readonly certificates: Record<"webapp" | "catalog", Certificates>;
}

async function pair(held: Disposal, apps: Apps, hasModule: boolean): Promise<Pair> {
  const tcp = tcpOf(apps.certificates, hasModule);
  const stats = (nth: number): Message | null => (hasModule ? { ...overlay(nth), nth } : null);
  const inbound = (nth: number): Message[] => [
    httpListener({ ...{ name: "in", direction: "INBOUND", to: INBOUND }, stats: stats(nth), nth }),
    tcp.inbound("tcp", TCP_IN, { nth }),
  ];
  const outbound = (nth: number): Message[] => [
    httpListener({
      ...{ name: "out", direction: "OUTBOUND", to: OUTBOUND },
      stats: stats(nth),
      nth,
    }),
    tcp.outbound("tcp", TCP_OUT, { nth }),
  ];
  const catalog = held.use(
    await EnvoyProcess.start({
      node: sidecarOf("catalog", "v1"),
      listeners: inbound(0),
      clusters: [
        cluster({ name: INBOUND, port: apps.http }),
        cluster({ name: TCP_IN, port: apps.tcp }),
      ],
      concurrency: WORKERS,
    }),
  );
  const webapp = held.use(
    await EnvoyProcess.start({
      node: sidecarOf("webapp", "v1"),
      listeners: outbound(0),
      clusters: [
        cluster({ name: OUTBOUND, port: await catalog.port("in"), note: NOTE }),
        cluster({
          ...{ name: TCP_OUT, port: await catalog.port("tcp"), ...tcp.mutual },
          note: hasModule ? EXCHANGES : NOTE,
        }),
      ],
      concurrency: WORKERS,
    }),
  );
  const change = async (nth: number): Promise<void> => {
    await catalog.changeListeners(inbound(nth));
    await webapp.changeListeners(outbound(nth));
  };
  return { title: hasModule ? "with the module" : "without it", webapp, catalog, change };
}

/** Every other configuration has another label, as an overlay of the IstioOperator makes it. */
const overlay = (nth: number): Message =>
  nth % 2 === 0
    ? {}
    : { metrics: [{ name: "requests_total", dimensions: { mesh: "node.metadata['MESH_ID']" } }] };

interface Load {
  readonly RetCodes: Readonly<Record<string, number>>;
  readonly DurationHistogram: { readonly Percentiles: readonly { readonly Value: number }[] };
}

async function load(fortio: string, of: Pair, seconds: number, rate: number): Promise<Load> {
  const url = `http://127.0.0.1:${String(await of.webapp.port("out"))}/`;
  const args = ["-quiet", "-json", "-", "-p", "50,99", "-r", "0.00005", "-allow-initial-errors"];
  const amount = ["-qps", String(rate), "-c", "4", "-t", `${String(seconds)}s`, "-nocatchup"];
  const timeoutMs = (seconds + 60) * 1000;
  const { stdout } = await exec(fortio, ["load", ...args, ...amount, url], { timeoutMs });
  return JSON.parse(stdout) as Load;
}

async function compare(fortio: string, pairs: readonly Pair[]): Promise<void> {
  const figures = pairs.map((): Figures => ({ source: [], destination: [], p50: [], p99: [] }));
  for (const of of pairs) await load(fortio, of, 3, RATE);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [i, of] of pairs.entries()) {
      const [source, destination] = [await cpuOf(of.webapp), await cpuOf(of.catalog)];
      const { RetCodes, DurationHistogram } = await load(fortio, of, ROUND_SECONDS, RATE);
      const requests = RetCodes["200"] ?? Number.NaN;
      const [p50, p99] = DurationHistogram.Percentiles.map(({ Value }) => Value * 1e6);
      figures[i]?.source.push(((await cpuOf(of.webapp)) - source) / requests);
      figures[i]?.destination.push(((await cpuOf(of.catalog)) - destination) / requests);
      figures[i]?.p50.push(p50 ?? Number.NaN);
      figures[i]?.p99.push(p99 ?? Number.NaN);
    }
  print(
    ["median of rounds", ...pairs.map(({ title }) => title)],
    [
      ["CPU per request, source", ...figures.map(({ source }) => us(source))],
      ["CPU per request, destination", ...figures.map(({ destination }) => us(destination))],
      ["p50 of the whole call", ...figures.map(({ p50 }) => us(p50))],
      ["p99 of the whole call", ...figures.map(({ p99 }) => us(p99))],
    ],
  );
}

interface Figures {
  readonly source: number[];
  readonly destination: number[];
  readonly p50: number[];
  readonly p99: number[];
}

const us = (of: readonly number[]): string => `${median(of).toFixed(0)} µs`;

/** Watches memory minute by minute. */
async function watch(fortio: string, pairs: readonly Pair[], minutes: number): Promise<void> {
  const titles = pairs.flatMap(({ title }) => [`source ${title}`, `destination ${title}`]);
  print(["minute", ...titles, "listeners changed"], []);
  let nth = 0;
  const over = new AbortController();
  const changes = (async () => {
    while (!over.signal.aborted) {
      nth += 1;
      for (const each of pairs) await each.change(nth);
      await new Promise((resolve) => setTimeout(resolve, CHANGE_MS));
    }
  })();
  const connects = pairs.map(async ({ webapp }) => {
    while (!over.signal.aborted) {
      await connectOnce(webapp).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, CONNECT_MS));
    }
  });
  for (let minute = 0; minute <= minutes; minute += 1) {
    const sizes = await Promise.all(
      pairs.flatMap(({ webapp, catalog }) => [memoryOf(webapp), memoryOf(catalog)]),
    );
    process.stdout.write(row([String(minute), ...sizes, String(nth)]));
    if (minute < minutes) await Promise.all(pairs.map((each) => load(fortio, each, 60, RATE)));
  }
  over.abort();
  await Promise.all([changes, ...connects]);
}

/** One TCP connection through both proxies. A listener that is just being replaced may refuse it. */
async function connectOnce(webapp: EnvoyProcess): Promise<void> {
  const socket = connect({
    port: await webapp.port("tcp"),
    host: "127.0.0.1",
    allowHalfOpen: true,
  });
  socket.end("hello");
  socket.resume();
  await once(socket, "end");
}

/** The processor time that a process has used, in µs. */
async function cpuOf({ pid }: EnvoyProcess): Promise<number> {
  const stat = await readFile(`/proc/${String(pid)}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * CLOCK_TICK_US;
}

/** What a process has in memory, and what of that Envoy has asked for. */
async function memoryOf(envoy: EnvoyProcess): Promise<string> {
  const status = await readFile(`/proc/${String(envoy.pid)}/status`, "utf8");
  const resident = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
  const allocated = (await envoy.allocated()) / 1024 / 1024;
  return `${resident.toFixed(1)} MB (${allocated.toFixed(2)})`;
}

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;

function print(head: readonly string[], rows: readonly (readonly string[])[]): void {
  process.stdout.write([head, head.map(() => "---"), ...rows].map(row).join(""));
}
