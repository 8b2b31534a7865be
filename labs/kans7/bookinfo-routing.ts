import type { KubeObject } from "../kube.js";
import type { GatewaySpec, VirtualServiceSpec } from "../networking.js";
import { NAMESPACE } from "./nginx.js";

/* `samples/bookinfo/networking/bookinfo-gateway.yaml` of Istio 1.23.2, typed: this week is about its fields. */

/** In the version that the release writes, another one than nginx's objects have. */
const networking = (kind: string, name: string, spec: object): KubeObject => ({
  apiVersion: "networking.istio.io/v1alpha3",
  kind,
  metadata: { name, namespace: NAMESPACE },
  spec,
});

/** 8080 is no port of the gateway's Service, so it is the number that the proxy itself listens on. */
const gatewaySpec: GatewaySpec = {
  selector: { istio: "ingressgateway" },
  servers: [{ port: { number: 8080, name: "http", protocol: "HTTP" }, hosts: ["*"] }],
};

const routeSpec: VirtualServiceSpec = {
  hosts: ["*"],
  gateways: ["bookinfo-gateway"],
  http: [
    {
      match: [
        { uri: { exact: "/productpage" } },
        { uri: { prefix: "/static" } },
        { uri: { exact: "/login" } },
        { uri: { exact: "/logout" } },
        { uri: { prefix: "/api/v1/products" } },
      ],
      route: [{ destination: { host: "productpage", port: { number: 9080 } } }],
    },
  ],
};

/** Port 8080 of the ingress proxy, for all hosts. */
export const bookinfoGateway = networking("Gateway", "bookinfo-gateway", gatewaySpec);

/** The page, what belongs to it, and its API. */
export const bookinfoRoute = networking("VirtualService", "bookinfo", routeSpec);
