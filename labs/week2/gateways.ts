import { gateway, type GatewaySpec } from "../networking.js";
import { CATALOG_HOST, SNI_HOSTS, WEBAPP_HOST } from "./certificates.js";
import { TCP_PORT } from "./mesh.js";

type Server = NonNullable<GatewaySpec["servers"]>[number];
type Tls = NonNullable<Server["tls"]>;

/** A port of the gateway, for the names of some hosts. */
const server = (
  number: number,
  name: string,
  protocol: string,
  host: string,
  tls?: Tls,
): Server => ({
  port: { number, name, protocol },
  hosts: [host],
  ...(tls === undefined ? {} : { tls }),
});

const gatewaySpec = (...servers: Server[]): GatewaySpec => ({
  selector: { istio: "ingressgateway" },
  servers,
});

/* The five revisions of one object (`weeks/week2.md` 5.7): it is updated and never made again, since of two Gateways the
   older one wins. */

const coolstore = (...servers: Server[]) => gateway("coolstore-gateway", gatewaySpec(...servers));

const http = server(80, "http", "HTTP", WEBAPP_HOST);
const https = (tls: Tls): Server => server(443, "https", "HTTPS", WEBAPP_HOST, tls);

const SIMPLE: Tls = { mode: "SIMPLE", credentialName: "webapp-credential" };

/** 2.18: HTTP. */
export const r1 = coolstore(http);

/** 2.25: HTTPS besides. */
export const r2 = coolstore(http, https(SIMPLE));

/** 2.27: HTTP only says where HTTPS is. */
export const r3 = coolstore({ ...http, tls: { httpsRedirect: true } }, https(SIMPLE));

/** 2.28: HTTPS for clients with a certificate alone; HTTP as in 2.25. */
export const r4 = coolstore(
  http,
  https({ mode: "MUTUAL", credentialName: "webapp-credential-mtls" }),
);

/** 2.29: HTTPS for two names, and no HTTP any more. */
export const r5 = coolstore(
  server(443, "https-webapp", "HTTPS", WEBAPP_HOST, SIMPLE),
  server(443, "https-catalog", "HTTPS", CATALOG_HOST, {
    ...{ mode: "SIMPLE", credentialName: "catalog-credential" },
  }),
);

/** 2.30: whatever comes by TCP. */
export const tcpGateway = gateway(
  "echo-tcp-gateway",
  gatewaySpec(server(TCP_PORT, "tcp-echo", "TCP", "*")),
);

const sni = (...servers: Server[]) => gateway("sni-passthrough-gateway", gatewaySpec(...servers));

const passthrough = (name: string, host: string): Server =>
  server(TCP_PORT, name, "TLS", host, { mode: "PASSTHROUGH" });

/** 2.31: TLS for one name, which the gateway does not end. */
export const oneSniHost = sni(passthrough("tcp-sni", SNI_HOSTS[0]));

/** 2.32: the same object for two names; the first server has another name now. */
export const twoSniHosts = sni(
  ...SNI_HOSTS.map((host, place) => passthrough(`tcp-sni-${place + 1}`, host)),
);
