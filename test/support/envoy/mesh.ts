import { createServer, type IncomingMessage } from "node:http";
import { createServer as createTcpServer, type AddressInfo, type Socket } from "node:net";
import { join } from "node:path";
import { mkdir } from "node:fs/promises";
import { makeCertificates, type Certificates } from "../tls-server.js";
import { tcpListener, tcpModule, type Message } from "./config.js";

export const HOST = "catalog.istioinaction.svc.cluster.local";
export const OUTBOUND = `outbound|80||${HOST}`;
export const INBOUND = "inbound|3000||";

/** istiod's note on an endpoint of catalog. */
export const NOTE = "catalog;istioinaction;catalog;v1;Kubernetes";

/** What the adapter makes of it where both ends exchange who they are. */
export const EXCHANGES = `${NOTE};exchanges`;

/** What the bootstrap of a workload's sidecar says of it, as far as metrics use it. */
export const sidecarOf = (name: string, version: string): Message => ({
  id: `sidecar~10.0.0.1~${name}-1.istioinaction~istioinaction.svc.cluster.local`,
  metadata: {
    ...{ NAME: `${name}-1`, NAMESPACE: "istioinaction", WORKLOAD_NAME: name },
    ...{ CLUSTER_ID: "Kubernetes", MESH_ID: "cluster.local", ISTIO_VERSION: "1.17.8" },
    LABELS: {
      ...{ app: name, version },
      "service.istio.io/canonical-name": name,
      "service.istio.io/canonical-revision": version,
    },
  },
});

export const identityOf = (name: string): string =>
  `spiffe://cluster.local/ns/istioinaction/sa/${name}`;

/** Certificates of two workloads, each of a CA of its own. */
export async function certificatesOf<Name extends string>(
  dir: string,
  names: readonly Name[],
): Promise<Record<Name, Certificates>> {
  const made = await Promise.all(
    names.map(async (name) => {
      const folder = join(dir, name);
      await mkdir(folder);
      return [name, await makeCertificates(folder, [name, identityOf(name)])] as const;
    }),
  );
  return Object.fromEntries(made) as Record<Name, Certificates>;
}

/** Listeners and clusters of both proxies for TCP by mutual TLS: `tcp` of webapp to `tcp` of catalog. */
export function tcpOf(certificates: Record<"webapp" | "catalog", Certificates>, hasModule = true) {
  const { webapp, catalog } = certificates;
  return {
    inbound: (name: string, to: string, { isMutual = true, nth = 0 } = {}): Message =>
      tcpListener({
        ...{ name, to, direction: "INBOUND", nth },
        ...(isMutual ? { certificates: catalog, trusts: webapp } : {}),
        filters: hasModule
          ? [
              tcpModule("istio.metadata_exchange"),
              tcpModule("istio.stats", { service_hosts: { [to]: HOST } }),
            ]
          : [],
      }),
    outbound: (name: string, to: string, { nth = 0 } = {}): Message =>
      tcpListener({
        ...{ name, to, direction: "OUTBOUND", nth },
        filters: hasModule ? [tcpModule("istio.stats")] : [],
      }),
    /** For a cluster of webapp. */
    mutual: { certificates: webapp, trusts: catalog },
  };
}

/** An application for TCP that sends back what it gets, after a text of its own where it has one. */
export async function echo(first = ""): Promise<AsyncDisposable & { readonly port: number }> {
  const sockets = new Set<Socket>();
  const server = createTcpServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => socket.destroy());
    if (first !== "") socket.write(first);
    socket.pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An application that answers `/status/500` with 500, and all else with 200; it keeps the headers that it saw. */
export async function application(): Promise<
  AsyncDisposable & { readonly port: number; readonly seen: readonly IncomingMessage["headers"][] }
> {
  const seen: IncomingMessage["headers"][] = [];
  const server = createServer(({ url = "", headers }, response) => {
    seen.push(headers);
    const grpc = url === "/grpc" ? { "content-type": "application/grpc", "grpc-status": "5" } : {};
    response.writeHead(Number(/^\/status\/(\d+)$/.exec(url)?.[1] ?? 200), grpc).end("glasses");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
