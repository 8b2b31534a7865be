import type { KubeObject } from "../kube.js";
import type { GatewaySpec, VirtualServiceSpec } from "../networking.js";
import { NAMESPACE, WEB_SERVICE } from "./nginx.js";

/** The name that nginx is asked by. Nobody resolves it: requests bring it along as their `Host`. */
export const DOMAIN = "dongmin.test";

/** The ingress gateway on the host. */
export const GATEWAY_URL = "http://127.0.0.1:30000";

/** In the version that the notes write; Istio 1.17 does not know it yet. */
const networking = (kind: string, name: string, spec: object): KubeObject => ({
  apiVersion: "networking.istio.io/v1",
  kind,
  metadata: { name, namespace: NAMESPACE },
  spec,
});

const gatewaySpec: GatewaySpec = {
  selector: { istio: "ingressgateway" },
  servers: [{ port: { number: 80, name: "http", protocol: "HTTP" }, hosts: ["*"] }],
};

const nginxRouteSpec: VirtualServiceSpec = {
  hosts: [DOMAIN],
  gateways: ["test-gateway"],
  http: [{ route: [{ destination: { host: WEB_SERVICE, port: { number: 80 } } }] }],
};

/** Port 80 of the ingress gateway, for all hosts. */
export const testGateway = networking("Gateway", "test-gateway", gatewaySpec);

/** What asks for the name goes to nginx. */
export const nginxRoute = networking("VirtualService", "nginx-service", nginxRouteSpec);
