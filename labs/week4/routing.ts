import {
  gateway,
  outside,
  serviceEntry,
  virtualService,
  type GatewaySpec,
  type VirtualServiceSpec,
} from "../networking.js";
import { HTTPBIN, STORE } from "./calls.js";

/** Port 80 of the ingress gateway, for the names of some applications. */
const entrance = (...hosts: string[]): GatewaySpec => ({
  selector: { istio: "ingressgateway" },
  servers: [{ port: { number: 80, name: "http", protocol: "HTTP" }, hosts }],
});

/** 4.1: webapp's name alone. */
export const storeGateway = gateway("coolstore-gateway", entrance(STORE.headers.Host));

/** 4.35: the same object, with httpbin's name. */
export const sharedGateway = gateway(
  "coolstore-gateway",
  entrance(STORE.headers.Host, HTTPBIN.headers.Host),
);

type HttpRoutes = NonNullable<VirtualServiceSpec["http"]>;

/** What comes in for a name at that gateway. */
const entry = (host: string, http: HttpRoutes): VirtualServiceSpec => ({
  hosts: [host],
  gateways: ["coolstore-gateway"],
  http,
});

/** 4.1: what comes in for webapp's name goes to webapp. */
export const storeEntry = virtualService(
  "webapp-virtualservice",
  entry(STORE.headers.Host, [
    { route: [{ destination: { host: "webapp", port: { number: 80 } } }] },
  ]),
);

/** A service outside the mesh that answers with the headers that it got. */
export const HTTPBIN_HOST = "httpbin.org";

/** 4.35: what comes in for httpbin's name goes there. The notes spell the object's name so. */
export const httpbinEntry = virtualService(
  "thin-httbin-virtualservice",
  entry(HTTPBIN.headers.Host, [{ route: [{ destination: { host: HTTPBIN_HOST } }] }]),
);

/** 4.35: lets the mesh know that host. */
export const httpbinService = serviceEntry("external-httpbin-org", outside(HTTPBIN_HOST, "http"));
