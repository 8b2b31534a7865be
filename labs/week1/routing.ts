import { NAMESPACE } from "../apps/app.js";
import type { Json, KubeObject } from "../kube.js";

/** The version that the book's manifests name; the server prefers v1beta1. */
const NETWORKING = "networking.istio.io/v1alpha3";

type Spec = Readonly<Record<string, Json>>;

const networking = (kind: string, name: string, spec: Spec): KubeObject => ({
  apiVersion: NETWORKING,
  kind,
  metadata: { name, namespace: NAMESPACE },
  spec,
});

/** Port 80 of the ingress gateway, for all hosts. */
const gatewaySpec: Spec = {
  selector: { istio: "ingressgateway" },
  servers: [{ port: { number: 80, name: "http", protocol: "HTTP" }, hosts: ["*"] }],
};

/** All that comes in through the gateway goes to webapp. */
const webappRouteSpec: Spec = {
  hosts: ["*"],
  gateways: ["outfitters-gateway"],
  http: [{ route: [{ destination: { host: "webapp", port: { number: 80 } } }] }],
};

/** catalog's versions by label; restricts nothing by itself. */
const subsetsSpec: Spec = {
  host: "catalog",
  subsets: [
    { name: "version-v1", labels: { version: "v1" } },
    { name: "version-v2", labels: { version: "v2" } },
  ],
};

const toCatalog = (subset?: string): Json => ({
  destination: { host: "catalog", ...(subset === undefined ? {} : { subset }) },
});

/** The first spec of VirtualService `catalog`: three more tries on a 5xx. */
export const retrySpec: Spec = {
  hosts: ["catalog"],
  http: [{ route: [toCatalog()], retries: { attempts: 3, retryOn: "5xx", perTryTimeout: "2s" } }],
};

/** The second: v1 only, and no retries any more. */
export const allToV1Spec: Spec = {
  hosts: ["catalog"],
  http: [{ route: [toCatalog("version-v1")] }],
};

/** The third: v2 for requests that ask for it by header, v1 for all others. */
export const darkLaunchSpec: Spec = {
  hosts: ["catalog"],
  http: [
    {
      match: [{ headers: { "x-dark-launch": { exact: "v2" } } }],
      route: [toCatalog("version-v2")],
    },
    { route: [toCatalog("version-v1")] },
  ],
};

export const gateway = networking("Gateway", "outfitters-gateway", gatewaySpec);
export const webappRoute = networking("VirtualService", "webapp-virtualservice", webappRouteSpec);
export const subsets = networking("DestinationRule", "catalog", subsetsSpec);

/** VirtualService `catalog`, one object whose spec depends on the step. */
export const catalogRoute = (spec: Spec): KubeObject =>
  networking("VirtualService", "catalog", spec);
