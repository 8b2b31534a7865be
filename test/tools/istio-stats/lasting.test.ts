import { describe, expect, it } from "@jest/globals";
import { once } from "node:events";
import { connect } from "node:net";
import {
  cluster,
  httpListener,
  tcpListener,
  tcpModule,
  type Message,
} from "../../support/envoy/config.js";
import { envoyOrReason, eventually, EnvoyProcess } from "../../support/envoy/process.js";
import { echo, INBOUND, sidecarOf } from "../../support/envoy/mesh.js";

const tools = envoyOrReason();
const title = "are kept when listeners change, and counted on";
const WORKERS = 2;
const REQUESTS = 20;
const CONNECTIONS = 10;

const listeners = (stats: Message): Message[] => [
  httpListener({ name: "in", direction: "INBOUND", to: 200, stats }),
  tcpListener({
    ...{ name: "tcp", direction: "INBOUND", to: INBOUND },
    filters: [tcpModule("istio.stats", stats)],
  }),
];

/** A counter with another label, as an overlay of the IstioOperator makes it. */
const changed = {
  metrics: [{ name: "requests_total", dimensions: { mesh: "node.metadata['MESH_ID']" } }],
};

describe("Istio's metrics in a proxy that is configured anew", () => {
  ("why" in tools ? it.skip : it)(
    "why" in tools ? `${title} (skipped: ${tools.why})` : title,
    async () => {
      await using app = await echo();
      await using proxy = await EnvoyProcess.start({
        node: sidecarOf("catalog", "v1"),
        listeners: listeners({}),
        clusters: [cluster({ name: INBOUND, port: app.port })],
        concurrency: WORKERS,
      });
      const expected = { plain: 0, changed: 0, durations: 0, connections: 0 };
      for (const stats of [{}, changed, {}, changed, changed]) {
        // Any difference makes another configuration.
        await proxy.changeListeners(listeners({ ...stats, other: String(Math.random()) }));
        await sendTo(proxy);
        if (stats === changed) expected.changed += REQUESTS;
        else expected.plain += REQUESTS;
        expected.durations += REQUESTS;
        expected.connections += CONNECTIONS;
        await eventually(5000, async () => {
          const now = await counted(proxy);
          return JSON.stringify(now) === JSON.stringify(expected) ? true : undefined;
        }).catch(async () => {
          expect(await counted(proxy)).toEqual(expected);
        });
      }
    },
  );
});

async function sendTo(proxy: EnvoyProcess): Promise<void> {
  const url = `http://127.0.0.1:${String(await proxy.port("in"))}/`;
  const send = async (): Promise<unknown> => (await fetch(url)).arrayBuffer();
  await Promise.all(Array.from({ length: REQUESTS }, send));
  const port = await proxy.port("tcp");
  const talk = async (): Promise<unknown> => {
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    socket.end("hello");
    return once(socket.resume(), "end");
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, talk));
}

async function counted(proxy: EnvoyProcess) {
  const requests = await proxy.series("istio_requests_total");
  const sum = (of: typeof requests): number => of.reduce((total, { value }) => total + value, 0);
  return {
    plain: sum(requests.filter(({ labels }) => !("mesh" in labels))),
    changed: sum(requests.filter(({ labels }) => "mesh" in labels)),
    durations: sum(await proxy.series("istio_request_duration_milliseconds_count")),
    connections: sum(await proxy.series("istio_tcp_connections_closed_total")),
  };
}
