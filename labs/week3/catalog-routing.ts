import type { IDestinationRule } from "@kubernetes-models/istio/networking.istio.io/v1alpha3/DestinationRule";
import { NAMESPACE } from "../apps/app.js";
import type { KubeObject } from "../kube.js";
import {
  gateway,
  virtualService,
  type GatewaySpec,
  type VirtualServiceSpec,
} from "../networking.js";

/** The full name of catalog's Service. */
export const CATALOG_HOST = `catalog.${NAMESPACE}.svc.cluster.local`;

export const ROUTE_KEY = `VirtualService/${NAMESPACE}/catalog`;
export const SUBSETS_KEY = `DestinationRule/${NAMESPACE}/catalog`;

export const SHOW_ROUTE = `kubectl get vs -n ${NAMESPACE} catalog -o yaml`;
export const SHOW_ENTRY = `kubectl get vs -n ${NAMESPACE} catalog-vs-from-gw -o yaml`;

type HttpRoutes = NonNullable<VirtualServiceSpec["http"]>;
type Destination = NonNullable<HttpRoutes[number]["route"]>[number];
type Version = "v1" | "v2";

const to = (version: Version): Destination => ({
  destination: { host: "catalog", subset: `version-${version}` },
});

/** Everything to whatever pod the Service has. */
export const anyVersion: HttpRoutes = [{ route: [{ destination: { host: "catalog" } }] }];

/** Everything to v1. */
export const onlyV1: HttpRoutes = [{ route: [to("v1")] }];

/** v2 for requests with the header of the own staff, v1 for all others. The first match wins. */
export const darkLaunch: HttpRoutes = [
  { match: [{ headers: { "x-istio-cohort": { exact: "internal" } } }], route: [to("v2")] },
  { route: [to("v1")] },
];

/** So many percent to each version. */
export const weights = (v1: number, v2: number): HttpRoutes => [
  {
    route: [
      { ...to("v1"), weight: v1 },
      { ...to("v2"), weight: v2 },
    ],
  },
];

/** Every answer comes from v1, and v2 gets a copy of every request. */
export const mirrored: HttpRoutes = [
  {
    route: [{ ...to("v1"), weight: 100 }],
    mirror: { host: "catalog", subset: "version-v2" },
  },
];

const entryGateway = (hosts: string): GatewaySpec => ({
  selector: { istio: "ingressgateway" },
  servers: [{ port: { number: 80, name: "http", protocol: "HTTP" }, hosts: [hosts] }],
});

/** Port 80 of the ingress gateway, for catalog's name. */
const catalogGatewaySpec = entryGateway("catalog.istioinaction.io");
export const catalogGateway = gateway("catalog-gateway", catalogGatewaySpec);

/** What comes in for that name: one object whose routes depend on the step. */
const catalogEntrySpec = (http: HttpRoutes): VirtualServiceSpec => ({
  hosts: ["catalog.istioinaction.io"],
  gateways: ["catalog-gateway"],
  http,
});
export const catalogEntry = (http: HttpRoutes): KubeObject =>
  virtualService("catalog-vs-from-gw", catalogEntrySpec(http));

/** Port 80 of the ingress gateway, for webapp's name. */
const storeGatewaySpec = entryGateway("webapp.istioinaction.io");
export const storeGateway = gateway("coolstore-gateway", storeGatewaySpec);

/** What comes in for that name goes to webapp. */
const storeEntrySpec: VirtualServiceSpec = {
  hosts: ["webapp.istioinaction.io"],
  gateways: ["coolstore-gateway"],
  http: [{ route: [{ destination: { host: "webapp", port: { number: 80 } } }] }],
};
export const storeEntry = virtualService("webapp-virtualservice", storeEntrySpec);

/** Calls to catalog from within the mesh: one object whose routes depend on the step. */
const catalogRouteSpec = (http: HttpRoutes): VirtualServiceSpec => ({
  hosts: ["catalog"],
  gateways: ["mesh"],
  http,
});
export const catalogRoute = (http: HttpRoutes): KubeObject =>
  virtualService("catalog", catalogRouteSpec(http));

/** catalog's versions by label; restricts nothing by itself. */
const subsetsSpec: NonNullable<IDestinationRule["spec"]> = {
  host: CATALOG_HOST,
  subsets: [
    { name: "version-v1", labels: { version: "v1" } },
    { name: "version-v2", labels: { version: "v2" } },
  ],
};

/** Chapter 5 writes this kind in the older version. */
export const subsets: KubeObject = {
  apiVersion: "networking.istio.io/v1alpha3",
  kind: "DestinationRule",
  metadata: { name: "catalog", namespace: NAMESPACE },
  spec: subsetsSpec,
};
