import { NAMESPACE } from "../apps/app.js";
import { has, onHost } from "../probes.js";
import { apply } from "../state.js";
import type { Step } from "../week.js";
import { gateway, gatewaySpec, webappRoute, webappRouteSpec } from "./routing.js";

const GATEWAY = "deploy/istio-ingressgateway.istio-system";
const GATEWAY_KEY = `Gateway/${NAMESPACE}/outfitters-gateway`;
const ROUTE_KEY = `VirtualService/${NAMESPACE}/webapp-virtualservice`;

const proxyConfig = (of: string, ...more: readonly string[]): readonly string[] => [
  "istioctl",
  "proxy-config",
  of,
  GATEWAY,
  ...more,
];

/** The gateway's line of proxy-status: CDS, LDS and EDS in sync, RDS as given. */
const gatewayRow = (rds: string): string =>
  `^istio-ingressgateway-\\S+\\s+\\S+\\s+SYNCED\\s+SYNCED\\s+SYNCED\\s+${rds}\\s`;

/** Phase D, first half: what a Gateway does to the ingress proxy (weeks/week1.md 5). */
export const phaseDProxies: readonly Step[] = [
  {
    id: "1.28",
    type: "O",
    title: "Proxy status before any Gateway",
    lesson: "Without a Gateway the ingress proxy has nothing to listen for, so it gets no routes.",
    commands: ["istioctl proxy-status"],
    checks: [
      {
        says: "Only catalog, webapp and the ingress gateway are proxies of the mesh",
        needs: "mesh",
        probe: onHost(["istioctl", "proxy-status"], {
          matches:
            "(?=[\\s\\S]*^catalog-\\S+\\.istioinaction\\s)(?=[\\s\\S]*^webapp-\\S+\\.istioinaction\\s)(?=[\\s\\S]*^istio-ingressgateway-\\S+\\.istio-system\\s)",
          lacks: "^(?!NAME|catalog-|webapp-|istio-ingressgateway-)\\S+",
        }),
        hint: "A pod without a sidecar is missing here; step 1.22 tells which.",
      },
      {
        says: "The gateway was sent no routes",
        needs: "mesh",
        probe: onHost(["istioctl", "proxy-status"], { matches: gatewayRow("NOT SENT") }),
        until: "1.29",
        hint: "A Gateway in any namespace gives it routes: kubectl get gw -A",
      },
    ],
  },
  {
    id: "1.29",
    type: "M",
    title: "Open the gateway and route to webapp",
    lesson:
      "The Gateway opens a port for hosts; the VirtualService that names it says where requests go.",
    commands: [`kubectl get gw,vs -n ${NAMESPACE} -o yaml`, "istioctl analyze -n istioinaction"],
    patch: apply("routing", gateway, webappRoute),
    checks: [
      {
        says: "The Gateway opens port 80 of the ingress gateway for every host",
        needs: "objects",
        probe: has(GATEWAY_KEY, { spec: { equals: gatewaySpec } }),
        hint: `kubectl get gw -n ${NAMESPACE} outfitters-gateway -o yaml`,
      },
      {
        says: "The VirtualService sends all of it to webapp",
        needs: "objects",
        probe: has(ROUTE_KEY, { spec: { equals: webappRouteSpec } }),
        hint: `kubectl get vs -n ${NAMESPACE} webapp-virtualservice -o yaml`,
      },
    ],
  },
  {
    id: "1.30",
    type: "O",
    title: "List Gateway and VirtualService",
    lesson: "The kinds were written as v1alpha3 and the server prefers v1beta1: the same objects.",
    commands: [
      `kubectl get gw,vs -n ${NAMESPACE}`,
      "kubectl api-resources | grep -w vs",
      "kubectl api-resources | grep -w gw",
    ],
    checks: [
      {
        says: "The VirtualService is bound to the Gateway, for every host",
        needs: "objects",
        probe: has(ROUTE_KEY, {
          "spec.gateways": { equals: ["outfitters-gateway"] },
          "spec.hosts": { equals: ["*"] },
        }),
        hint: `kubectl get vs -n ${NAMESPACE}`,
      },
    ],
  },
  {
    id: "1.31",
    type: "O",
    title: "Proxy status with the Gateway",
    lesson: "istiod pushes the change at once: the gateway's routes are in sync now.",
    commands: ["istioctl proxy-status"],
    checks: [
      {
        says: "The gateway is in sync in every respect, routes included",
        needs: "mesh",
        probe: onHost(["istioctl", "proxy-status"], { matches: gatewayRow("SYNCED") }),
        hint: "STALE for long means that the proxy lost its istiod: kubectl logs -n istio-system deploy/istiod",
      },
    ],
  },
  {
    id: "1.32",
    type: "O",
    title: "Routes of the gateway",
    lesson: "The VirtualService has become an Envoy route, and its name is still on it.",
    commands: [`istioctl proxy-config routes ${GATEWAY}`],
    checks: [
      {
        says: "Route http.8080 belongs to webapp-virtualservice",
        needs: "mesh",
        probe: onHost(proxyConfig("routes"), {
          matches: `^http\\.8080\\s+\\*\\s+/\\*\\s+webapp-virtualservice\\.${NAMESPACE}`,
        }),
        hint: "istioctl analyze names a VirtualService whose Gateway does not exist.",
      },
      {
        says: "It leads to the cluster of webapp's port 80",
        needs: "mesh",
        probe: onHost(proxyConfig("routes", "--name", "http.8080", "-o", "json"), {
          matches: `"cluster": "outbound\\|80\\|\\|webapp\\.${NAMESPACE}\\.svc\\.cluster\\.local"`,
        }),
        hint: `istioctl proxy-config routes ${GATEWAY} -o json`,
      },
    ],
  },
  {
    id: "1.33",
    type: "O",
    title: "Listeners of the gateway",
    lesson: "Port 80 of the Gateway is 8080 in Envoy, because that is the Service's target port.",
    commands: [`istioctl proxy-config listener ${GATEWAY}`],
    checks: [
      {
        says: "The gateway listens on 8080, 15021 and 15090, and on nothing else",
        needs: "mesh",
        probe: onHost(proxyConfig("listener"), {
          matches:
            "(?=[\\s\\S]*^0\\.0\\.0\\.0\\s+8080\\s)(?=[\\s\\S]*^0\\.0\\.0\\.0\\s+15021\\s)(?=[\\s\\S]*^0\\.0\\.0\\.0\\s+15090\\s)",
          lacks: "^\\d+\\.\\d+\\.\\d+\\.\\d+\\s+(?!8080\\s|15021\\s|15090\\s)\\d+",
        }),
        hint: "A second Gateway with the same selector adds listeners: kubectl get gw -A",
      },
    ],
  },
  {
    id: "1.34",
    type: "O",
    title: "Endpoints of the gateway",
    lesson: "The gateway knows every Service of every namespace, whether it is in the mesh or not.",
    commands: [`istioctl proxy-config endpoint ${GATEWAY}`],
    checks: [
      {
        says: "It knows healthy endpoints of catalog and webapp, and no unhealthy ones",
        needs: "mesh",
        probe: onHost(proxyConfig("endpoint"), {
          matches:
            "(?=[\\s\\S]*:3000\\s+HEALTHY\\s+OK\\s+outbound\\|80\\|\\|catalog\\.)(?=[\\s\\S]*:8080\\s+HEALTHY\\s+OK\\s+outbound\\|80\\|\\|webapp\\.)",
          lacks: "\\sUNHEALTHY\\s",
        }),
        hint: `kubectl get ep -n ${NAMESPACE}`,
      },
    ],
  },
  {
    id: "1.35",
    type: "O",
    title: "Certificates of the gateway",
    lesson: "istiod signs a certificate for one day, and its own root for ten years.",
    commands: [`istioctl proxy-config secret ${GATEWAY}`],
    checks: [
      {
        says: "The gateway's certificate ends within a day, and it and its root are active and valid",
        needs: "mesh",
        probe: onHost(proxyConfig("secret"), {
          matches:
            "(?=[\\s\\S]*^default\\s+Cert Chain\\s+ACTIVE\\s+true\\s)(?=[\\s\\S]*^ROOTCA\\s+CA\\s+ACTIVE\\s+true\\s)",
          ends: {
            at: "^default\\s+Cert Chain\\s+ACTIVE\\s+true\\s+\\S+\\s+(\\S+)",
            withinHours: 24,
          },
        }),
        hint: "A wrong clock on the host makes fresh certificates invalid.",
      },
    ],
  },
];
