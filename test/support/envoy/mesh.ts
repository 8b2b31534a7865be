import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { mkdir } from "node:fs/promises";
import { makeCertificates, type Certificates } from "../tls-server.js";
import type { Message } from "./config.js";

export const HOST = "catalog.istioinaction.svc.cluster.local";
export const OUTBOUND = `outbound|80||${HOST}`;
export const INBOUND = "inbound|3000||";

/** istiod's note on an endpoint of catalog. */
export const NOTE = "catalog;istioinaction;catalog;v1;Kubernetes";

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
