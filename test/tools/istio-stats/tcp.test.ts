import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { readFile } from "node:fs/promises";
import { once } from "node:events";
import { cluster } from "../../support/envoy/config.js";
import { Disposal } from "../../support/envoy/disposal.js";
import { envoyOrReason, eventually, EnvoyProcess } from "../../support/envoy/process.js";
import {
  certificatesOf,
  echo,
  EXCHANGES,
  HOST,
  identityOf,
  INBOUND,
  NOTE,
  OUTBOUND,
  sidecarOf,
  tcpOf,
} from "../../support/envoy/mesh.js";
import type { Certificates } from "../../support/tls-server.js";
import { tempDir } from "../../support/temp-dir.js";

const tools = envoyOrReason();
const title = "Istio's metrics of connections, from Envoy with the module";

const BANNER = "welcome\n";
/** Larger than what a connection is read with at once. */
const LONG = "glasses ".repeat(20_000);
const CONNECTIONS = 40;

const source = {
  source_workload: "webapp",
  source_canonical_service: "webapp",
  source_canonical_revision: "v2",
  source_workload_namespace: "istioinaction",
  source_principal: identityOf("webapp"),
  source_app: "webapp",
  source_version: "v2",
  source_cluster: "Kubernetes",
};

const destination = {
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
};

const tcp = { request_protocol: "tcp", response_flags: "-" };

const METRICS = ["connections_opened", "connections_closed", "sent_bytes", "received_bytes"];

("why" in tools ? describe.skip : describe)(
  "why" in tools ? `${title} (skipped: ${tools.why})` : title,
  () => {
    const held = new Disposal();
    let webapp: EnvoyProcess, catalog: EnvoyProcess;
    let certificates: Record<"webapp" | "catalog", Certificates>;

    beforeAll(async () => {
      const dir = held.use(await tempDir());
      certificates = await certificatesOf(dir.path, ["webapp", "catalog"]);
      const { inbound, outbound, mutual } = tcpOf(certificates);
      const app = held.use(await echo());
      const greeter = held.use(await echo(BANNER));
      const greeting = INBOUND.replace("3000", "3001");
      catalog = held.use(
        await EnvoyProcess.start({
          node: sidecarOf("catalog", "v1"),
          listeners: [
            inbound("echo", INBOUND),
            inbound("greeter", greeting),
            inbound("plain", INBOUND, { isMutual: false }),
          ],
          clusters: [
            cluster({ name: INBOUND, port: app.port }),
            cluster({ name: greeting, port: greeter.port }),
          ],
        }),
      );

      const named = (service: string): string => OUTBOUND.replace("catalog", service);
      const to = async (listener: string): Promise<number> => catalog.port(listener);
      const clusters = [
        { name: named("catalog"), port: await to("echo"), note: EXCHANGES, ...mutual },
        { name: named("greeter"), port: await to("greeter"), note: EXCHANGES, ...mutual },
        { name: named("silent"), port: await to("echo"), note: NOTE, ...mutual },
        { name: named("plain"), port: await to("plain"), note: EXCHANGES },
        { name: named("outside"), port: app.port },
      ];
      webapp = held.use(
        await EnvoyProcess.start({
          node: sidecarOf("webapp", "v2"),
          listeners: ["catalog", "greeter", "silent", "plain", "outside"].map((name) =>
            outbound(name, named(name)),
          ),
          clusters: clusters.map(cluster),
        }),
      );
    });

    afterAll(() => held.disposeAsync());

    it("have all labels of both ends, at either, where each says who it is", async () => {
      const before = await connectionsOf(catalog, source);
      expect(await talk(webapp, "catalog", "hello")).toBe("hello");
      const wanted = { ...source, ...destination, ...tcp };
      expect(await labelsOf(webapp, { destination_service_name: "catalog" })).toEqual({
        ...{ reporter: "source", ...wanted, connection_security_policy: "unknown" },
      });
      expect(await labelsOf(catalog, { ...source, destination_app: "catalog" })).toEqual({
        ...{ reporter: "destination", ...wanted, connection_security_policy: "mutual_tls" },
      });
      expect(await connectionsOf(catalog, source, before + 1)).toBe(before + 1);
    });

    it("count connections and the applications' bytes, on all workers", async () => {
      const at = { destination_service_name: "catalog", source_app: "webapp" };
      const before = await figuresOf(webapp, at);
      const beforeThere = await figuresOf(catalog, at);
      const answers = await Promise.all(
        Array.from({ length: CONNECTIONS }, () => talk(webapp, "catalog", LONG)),
      );
      expect(answers.every((answer) => answer === LONG)).toBe(true);
      const bytes = CONNECTIONS * LONG.length;
      const grown = [CONNECTIONS, CONNECTIONS, bytes, bytes];
      await untilFigures(
        webapp,
        at,
        before.map((figure, i) => figure + (grown[i] ?? 0)),
      );
      await untilFigures(
        catalog,
        at,
        beforeThere.map((figure, i) => figure + (grown[i] ?? 0)),
      );
    });

    it("know the source where the server speaks first, and of the destination what istiod noted", async () => {
      expect(await talk(webapp, "greeter", "hello", BANNER)).toBe(`${BANNER}hello`);
      const { destination_app, destination_canonical_service } = await labelsOf(webapp, {
        destination_service_name: "greeter",
      });
      expect({ destination_app, destination_canonical_service }).toEqual({
        ...{ destination_app: "unknown", destination_canonical_service: "catalog" },
      });
      await eventually(5000, async () =>
        (await connectionsOf(catalog, { source_app: "webapp", request_protocol: "tcp" })) > 0
          ? true
          : undefined,
      );
    });

    it("know by its certificate a source that does not say who it is", async () => {
      expect(await talk(webapp, "silent", "hello")).toBe("hello");
      expect(
        await labelsOf(catalog, {
          source_workload: "unknown",
          source_principal: identityOf("webapp"),
        }),
      ).toMatchObject({
        ...{ source_workload_namespace: "istioinaction", source_app: "unknown" },
        ...{ connection_security_policy: "mutual_tls", ...destination },
      });
    });

    it("exchange nothing without mutual TLS", async () => {
      expect(await talk(webapp, "plain", "hello")).toBe("hello");
      expect(await labelsOf(catalog, { connection_security_policy: "none" })).toMatchObject({
        ...{ source_workload: "unknown", source_principal: "unknown", ...tcp },
        ...{ destination_workload: "catalog", destination_principal: "unknown" },
      });
    });

    it("call a destination without a sidecar unknown", async () => {
      expect(await talk(webapp, "outside", "hello")).toBe("hello");
      expect(await labelsOf(webapp, { destination_service_name: "outside" })).toMatchObject({
        ...{ destination_workload: "unknown", destination_principal: "unknown", ...source },
        source_principal: "unknown",
      });
    });

    it("leave what only begins like an introduction to the application", async () => {
      const alike = "\x3d\x23\x04 is no introduction";
      expect(await talk(webapp, "silent", alike)).toBe(alike);
    });

    it("take an introduction in Istio's form, in whatever pieces it comes, and answer in that form", async () => {
      const { key, cert } = certificates.webapp;
      const socket = connectTls({
        ...{ port: await catalog.port("echo"), host: "127.0.0.1", rejectUnauthorized: false },
        ...{ key: await readFile(key), cert: await readFile(cert), allowHalfOpen: true },
      });
      await once(socket, "secureConnect");
      const bytes = introduction(
        { "x-envoy-peer-metadata-id": "sidecar~of~istio" },
        "WORKLOAD_NAME",
        "istios",
      );
      for (let at = 0; at < bytes.length; at += 5) {
        socket.write(bytes.subarray(at, at + 5));
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      const answer = await allOf(socket, "hello");
      const size = 8 + answer.readUInt32BE(4);
      expect(answer.subarray(0, 4).toString("hex")).toBe("3d230467");
      expect(answer.subarray(8, size).toString("latin1")).toContain(
        "type.googleapis.com/google.protobuf.Struct",
      );
      expect(answer.subarray(8, size).toString("latin1")).toContain("catalog-1");
      expect(answer.subarray(size).toString()).toBe("hello");
      await labelsOf(catalog, { source_workload: "istios" });
    });
  },
);

/** A field of a message that holds bytes, and is shorter than 128 of them in its parts. */
function field(number: number, content: Buffer | string): Buffer {
  const bytes = Buffer.from(content);
  const length =
    bytes.length < 128 ? [bytes.length] : [(bytes.length & 127) | 128, bytes.length >> 7];
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...length]), bytes]);
}

const entry = (key: string, kind: number, value: Buffer | string): Buffer =>
  field(1, Buffer.concat([field(1, key), field(2, field(kind, value))]));

/** Istio's head, and an Any of a Struct: texts, and the metadata of a node with one text in it. */
function introduction(texts: Readonly<Record<string, string>>, name: string, text: string): Buffer {
  const [TEXT, STRUCT] = [3, 5];
  const struct = Buffer.concat([
    entry("x-envoy-peer-metadata", STRUCT, entry(name, TEXT, text)),
    ...Object.entries(texts).map(([key, value]) => entry(key, TEXT, value)),
  ]);
  const any = Buffer.concat([
    field(1, "type.googleapis.com/google.protobuf.Struct"),
    field(2, struct),
  ]);
  const head = Buffer.from([0x3d, 0x23, 0x04, 0x67, 0, 0, 0, 0]);
  head.writeUInt32BE(any.length, 4);
  return Buffer.concat([head, any]);
}

/** Sends the last of a connection, and gives all that comes until its end. */
async function allOf(socket: Socket, last: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  socket.end(last);
  await once(socket, "end");
  return Buffer.concat(chunks);
}

/** Sends a text, after the server's own where it speaks first, and gives all that came until the end. */
async function talk(
  proxy: EnvoyProcess,
  listener: string,
  text: string,
  first = "",
): Promise<string> {
  const socket = connect({
    port: await proxy.port(listener),
    host: "127.0.0.1",
    allowHalfOpen: true,
  });
  let all = "";
  socket.setEncoding("latin1").on("data", (chunk: string) => (all += chunk));
  if (first !== "") await eventually(5000, () => Promise.resolve(all === first || undefined));
  socket.end(text, "latin1");
  await once(socket, "end");
  return all;
}

type Wanted = Readonly<Record<string, string>>;

async function found(proxy: EnvoyProcess, metric: string, wanted: Wanted) {
  const all = await proxy.series(`istio_tcp_${metric}_total`);
  return all.filter(({ labels }) =>
    Object.entries(wanted).every(([label, value]) => labels[label] === value),
  );
}

/** The labels of the one series of closed connections that has some of them. */
async function labelsOf(proxy: EnvoyProcess, wanted: Wanted): Promise<Wanted> {
  const series = await eventually(5000, async () => {
    const all = await found(proxy, "connections_closed", wanted);
    return all.length > 0 ? all : undefined;
  });
  expect(series).toHaveLength(1);
  return series[0]?.labels ?? {};
}

const sum = (series: Awaited<ReturnType<typeof found>>): number =>
  series.reduce((total, { value }) => total + value, 0);

const figuresOf = (proxy: EnvoyProcess, wanted: Wanted): Promise<readonly number[]> =>
  Promise.all(METRICS.map(async (metric) => sum(await found(proxy, metric, wanted))));

async function untilFigures(proxy: EnvoyProcess, wanted: Wanted, figures: readonly number[]) {
  await eventually(5000, async () => {
    const now = await figuresOf(proxy, wanted);
    return JSON.stringify(now) === JSON.stringify(figures) ? true : undefined;
  }).catch(async () => {
    expect(await figuresOf(proxy, wanted)).toEqual(figures);
  });
}

const connectionsOf = async (proxy: EnvoyProcess, wanted: Wanted, atLeast = 0): Promise<number> =>
  eventually(5000, async () => {
    const [opened = 0] = await figuresOf(proxy, wanted);
    return opened >= atLeast ? opened : undefined;
  });
