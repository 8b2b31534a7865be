import { NAMESPACE } from "../apps/app.js";
import type { KubeObject } from "../kube.js";
import {
  destinationRule,
  envoyFilter,
  gateway,
  virtualService,
  type DestinationRuleSpec,
  type EnvoyFilterSpec,
  type GatewaySpec,
  type VirtualServiceSpec,
} from "../networking.js";

/** The full name of the Service that both backends are behind. */
export const BACKEND_HOST = `simple-backend.${NAMESPACE}.svc.cluster.local`;

const HOSTS = ["simple-web.istioinaction.io"];

/** Port 80 of the ingress gateway, for simple-web's name. */
const simpleWebGatewaySpec: GatewaySpec = {
  selector: { istio: "ingressgateway" },
  servers: [{ port: { number: 80, name: "http", protocol: "HTTP" }, hosts: HOSTS }],
};

/** What comes in for that name goes to simple-web. */
const simpleWebEntrySpec: VirtualServiceSpec = {
  hosts: HOSTS,
  gateways: ["simple-web-gateway"],
  http: [{ route: [{ destination: { host: "simple-web" } }] }],
};

export const simpleWebGateway = gateway("simple-web-gateway", simpleWebGatewaySpec);
export const simpleWebEntry = virtualService("simple-web-vs-for-gateway", simpleWebEntrySpec);

/** The DestinationRule of the backends, one object whose `trafficPolicy` depends on the step. */
export const backendTrafficPolicy = (
  trafficPolicy: NonNullable<DestinationRuleSpec["trafficPolicy"]>,
): KubeObject => destinationRule("simple-backend-dr", { host: BACKEND_HOST, trafficPolicy });

/** The VirtualService of the backends, one object whose only route has another policy at each step. */
export const backendRoute = (
  policy: Pick<NonNullable<VirtualServiceSpec["http"]>[number], "timeout" | "retries">,
): KubeObject =>
  virtualService("simple-backend-vs", {
    hosts: ["simple-backend"],
    http: [{ route: [{ destination: { host: "simple-backend" } }], ...policy }],
  });

/** The keys of the objects whose specs change, in the words of labs/kube.ts. */
export const RULE_KEY = `DestinationRule/${NAMESPACE}/simple-backend-dr`;
export const ROUTE_KEY = `VirtualService/${NAMESPACE}/simple-backend-vs`;
export const FILTER_KEY = `EnvoyFilter/${NAMESPACE}/simple-backend-retry-status-codes`;

export const SHOW_BALANCING = `kubectl get dr -n ${NAMESPACE} simple-backend-dr -o jsonpath="{.spec.trafficPolicy.loadBalancer.simple}"`;

const retryCodesSpec: EnvoyFilterSpec = {
  workloadSelector: { labels: { app: "simple-web" } },
  configPatches: [
    {
      applyTo: "HTTP_ROUTE",
      match: {
        context: "SIDECAR_OUTBOUND",
        routeConfiguration: { vhost: { name: `${BACKEND_HOST}:80` } },
      },
      patch: {
        operation: "MERGE",
        value: {
          route: {
            retry_policy: {
              retry_back_off: { base_interval: "50ms" },
              retriable_status_codes: [408, 400],
            },
          },
        },
      },
    },
  ],
};

/** Makes 408 and 400 codes that may be tried again, which no VirtualService can say. */
export const retryCodes = envoyFilter("simple-backend-retry-status-codes", retryCodesSpec);
