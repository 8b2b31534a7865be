import { TCP_ECHO_PORT, TCP_ECHO_SERVICE } from "../apps/tcp-echo.js";
import { virtualService } from "../networking.js";
import type { KubeObject } from "../kube.js";
import { CATALOG_HOST, SNI_HOSTS, WEBAPP_HOST } from "./certificates.js";
import { TCP_PORT } from "./mesh.js";

const to = (host: string, number: number) => ({ destination: { host, port: { number } } });

/** What comes in for a name at the store's gateway goes to an application. */
const entry = (name: string, host: string, app: string): KubeObject =>
  virtualService(name, {
    hosts: [host],
    gateways: ["coolstore-gateway"],
    http: [{ route: [to(app, 80)] }],
  });

/** 2.19. */
export const webappEntry = entry("webapp-vs-from-gw", WEBAPP_HOST, "webapp");

/** 2.29. */
export const catalogEntry = entry("catalog-vs-from-gw", CATALOG_HOST, "catalog");

/** 2.30: what comes in on that port, whatever it is. */
export const tcpEntry = virtualService("tcp-echo-vs-from-gw", {
  hosts: ["*"],
  gateways: ["echo-tcp-gateway"],
  tcp: [{ match: [{ port: TCP_PORT }], route: [to(TCP_ECHO_SERVICE, TCP_ECHO_PORT)] }],
});

/** The service that a name in TLS's greeting leads to: `simple-tls-service-1`. */
export const sniService = (place: number): string => `simple-tls-service-${place + 1}`;

/** 2.31, 2.32: what comes in with a name in TLS's greeting. */
export const sniEntries: readonly KubeObject[] = SNI_HOSTS.map((host, place) =>
  virtualService(`simple-sni-${place + 1}-vs`, {
    hosts: [host],
    gateways: ["sni-passthrough-gateway"],
    tls: [
      {
        match: [{ port: TCP_PORT, sniHosts: [host] }],
        route: [to(sniService(place), 80)],
      },
    ],
  }),
);
