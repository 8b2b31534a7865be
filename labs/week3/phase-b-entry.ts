import { NAMESPACE } from "../apps/app.js";
import { catalog, catalogV2 } from "../apps/catalog.js";
import { available, get, has, onHost, shareByChance } from "../probes.js";
import { apply } from "../state.js";
import { FROM_V2, items } from "../week1/load.js";
import type { Step } from "../week.js";
import {
  anyVersion,
  CATALOG_HOST,
  catalogEntry,
  catalogEntrySpec,
  catalogGateway,
  catalogGatewaySpec,
  ENTRY_KEY,
} from "./catalog-routing.js";
import { allOf } from "./proxies.js";
import { CATALOG, CATALOG_URL, CURL_CATALOG, POLL_CATALOG, TEN_TIMES } from "./store-calls.js";
import {
  CATALOG_PROXY,
  dump,
  endpointsOf,
  healthyEndpoints,
  INGRESS,
  showDump,
} from "./store-proxies.js";

const fromNetshoot = { namespace: NAMESPACE, pod: "netshoot", container: "netshoot" };

/** One line per pod of catalog: the names of its containers. */
const CONTAINERS = '{range .items[*]}{.spec.containers[*].name}{"\\n"}{end}';

/** Phase B, first half: catalog behind the gateway, and what Envoy makes of it (weeks/week3.md 5). */
export const phaseBEntry: readonly Step[] = [
  {
    id: "3.3",
    type: "M",
    title: "Deploy catalog v1",
    lesson: "Deployed is not released: so far only the mesh itself can reach catalog.",
    commands: [
      `kubectl get pod -n ${NAMESPACE} -o wide`,
      `kubectl exec -n ${NAMESPACE} netshoot -- curl -s http://catalog.${NAMESPACE}/items | jq`,
    ],
    patch: apply("catalog", ...catalog),
    checks: [
      {
        says: "catalog is available with one pod",
        needs: "objects",
        probe: available(NAMESPACE, "catalog", { "status.readyReplicas": { equals: 1 } }),
        timeoutMs: 120_000,
        until: "3.19",
        hint: `kubectl describe pod -n ${NAMESPACE} -l app=catalog`,
      },
      {
        says: "Its pod has a proxy next to the application",
        needs: "mesh",
        probe: onHost(
          [
            ...["kubectl", "get", "pod", "-n", NAMESPACE, "-l", "app=catalog,version=v1"],
            ...["-o", `jsonpath=${CONTAINERS}`],
          ],
          { matches: "istio-proxy", lacks: "^(?!.*istio-proxy).+$" },
        ),
        until: "3.19",
        hint: "A pod from before the namespace's label has no proxy; deleting it brings one that has.",
      },
      {
        says: "The Service catalog leads from port 80 to 3000 and selects by app alone",
        needs: "objects",
        probe: has(`Service/${NAMESPACE}/catalog`, {
          "spec.ports[port=80].targetPort": { equals: 3000 },
          "spec.selector": { equals: { app: "catalog" } },
        }),
        until: "3.17",
        hint: `kubectl get svc -n ${NAMESPACE} catalog -o yaml`,
      },
      {
        says: "netshoot gets the four items by the Service's name",
        needs: "traffic",
        probe: get(`http://catalog.${NAMESPACE}/items`, { from: fromNetshoot, json: items }),
        until: "3.6",
        hint: `kubectl logs -n ${NAMESPACE} deploy/catalog -c istio-proxy`,
      },
    ],
  },
  {
    id: "3.4",
    type: "M",
    title: "Expose catalog through the ingress gateway",
    lesson: "Node port, Service, gateway pod, VirtualService, catalog: the way of every request.",
    commands: [
      `kubectl get gw,vs -n ${NAMESPACE}`,
      'kubectl get svc -n istio-system istio-ingressgateway -o jsonpath="{.spec.ports}" | jq',
      `${CURL_CATALOG} -v`,
      POLL_CATALOG,
    ],
    patch: apply("routing", catalogGateway, catalogEntry(anyVersion)),
    checks: [
      {
        says: "The Gateway opens port 80 for catalog.istioinaction.io",
        needs: "objects",
        probe: has(`Gateway/${NAMESPACE}/catalog-gateway`, {
          spec: { equals: catalogGatewaySpec },
        }),
        until: "3.10",
        hint: `kubectl get gw -n ${NAMESPACE} catalog-gateway -o yaml`,
      },
      {
        says: "The VirtualService sends that name to catalog, whatever its version",
        needs: "objects",
        probe: has(ENTRY_KEY, { spec: { equals: catalogEntrySpec(anyVersion) } }),
        until: "3.8",
        hint: `kubectl get vs -n ${NAMESPACE} catalog-vs-from-gw -o yaml`,
      },
      {
        says: "The host gets the four items, without images",
        needs: "traffic",
        probe: get(CATALOG_URL, { ...CATALOG, json: items }),
        until: "3.6",
        hint: "404 means no route for the name, a refused connection means no port.",
      },
      {
        says: "A name that no VirtualService has is answered with 404",
        needs: "traffic",
        probe: { kind: "http", url: CATALOG_URL, status: 404 },
        until: "3.31",
        hint: "A Gateway for all hosts would take it: kubectl get gw -A",
      },
    ],
    deviation:
      "The notes write the name into /etc/hosts; here every request carries it in the Host header, which needs no root and leaves nothing behind. Node port 15021 is fixed at the 31674 that the notes saw.",
  },
  {
    id: "3.5",
    type: "O",
    title: "Read what Envoy was told",
    lesson:
      "Listener, route, cluster, endpoint: the chain to follow when a later rule does not work.",
    commands: [
      "istioctl proxy-status",
      showDump("listener", INGRESS),
      showDump("routes", INGRESS, "--name", "http.8080", "-o", "json"),
      showDump("cluster", INGRESS, "--fqdn", CATALOG_HOST, "-o", "json"),
      showDump("endpoint", INGRESS, ...endpointsOf(CATALOG_HOST)),
      showDump("routes", CATALOG_PROXY),
      "kubectl port-forward -n istio-system deploy/istio-ingressgateway 15000:15000",
    ],
    checks: [
      {
        says: "catalog, netshoot and the gateway are in sync",
        needs: "mesh",
        probe: onHost(["istioctl", "proxy-status"], {
          matches: allOf(
            "^catalog-\\S+\\.istioinaction\\s",
            "^netshoot\\.istioinaction\\s",
            "^istio-ingressgateway-\\S+\\.istio-system\\s",
          ),
          lacks: "\\sSTALE\\s",
        }),
        until: "3.19",
        hint: "A proxy that is missing has lost istiod: kubectl logs -n istio-system deploy/istiod",
      },
      {
        says: "Route http.8080 of the gateway is for catalog.istioinaction.io",
        needs: "mesh",
        probe: dump("routes", INGRESS, [], {
          matches:
            "^http\\.8080\\s+catalog\\.istioinaction\\.io\\s+/\\*\\s+catalog-vs-from-gw\\.istioinaction",
        }),
        until: "3.10",
        hint: `istioctl analyze -n ${NAMESPACE} names a VirtualService whose Gateway is missing.`,
      },
      {
        says: "catalog's own proxy has no VirtualService for it: this one is for the gateway alone",
        needs: "mesh",
        probe: dump("routes", CATALOG_PROXY, ["--name", "80"], {
          matches: "^80\\s+catalog,",
          lacks: "catalog-vs-from-gw",
        }),
        until: "3.12",
        hint: showDump("routes", CATALOG_PROXY, "--name", "80"),
      },
      {
        says: "The gateway has one healthy endpoint of catalog, on port 3000",
        needs: "mesh",
        probe: dump("endpoint", INGRESS, endpointsOf(CATALOG_HOST), {
          matches: healthyEndpoints(1),
        }),
        until: "3.6",
        hint: `kubectl get ep -n ${NAMESPACE} catalog`,
      },
      {
        says: "The gateway's admin page answers by a port-forward",
        needs: "traffic",
        probe: get("http://127.0.0.1:15000/server_info", {
          through: { namespace: "istio-system", pod: "deploy/istio-ingressgateway" },
        }),
        hint: "Envoy's admin port listens on the pod's loopback only.",
      },
    ],
  },
  {
    id: "3.6",
    type: "M",
    title: "Deploy catalog v2 without any rule",
    lesson: "Behind one Service a second version gets half of the users at once.",
    commands: [
      `kubectl get deploy -n ${NAMESPACE} --show-labels`,
      TEN_TIMES,
      showDump("cluster", INGRESS, "--fqdn", CATALOG_HOST, "-o", "json"),
      showDump("endpoint", INGRESS, ...endpointsOf(CATALOG_HOST)),
    ],
    patch: apply("catalog", catalogV2),
    checks: [
      {
        says: "catalog-v2 is available with one pod, and shows images",
        needs: "objects",
        probe: available(NAMESPACE, "catalog-v2", {
          "status.readyReplicas": { equals: 1 },
          "spec.template.spec.containers[name=catalog].env[name=SHOW_IMAGE].value": {
            equals: "true",
          },
        }),
        timeoutMs: 120_000,
        until: "3.17",
        hint: `kubectl describe pod -n ${NAMESPACE} -l app=catalog,version=v2`,
      },
      {
        says: "The gateway has two healthy endpoints of catalog",
        needs: "mesh",
        probe: dump("endpoint", INGRESS, endpointsOf(CATALOG_HOST), {
          matches: healthyEndpoints(2),
        }),
        until: "3.17",
        hint: `kubectl get ep -n ${NAMESPACE} catalog`,
      },
      {
        says: "It chooses the one with fewer requests under way",
        needs: "mesh",
        probe: dump("cluster", INGRESS, ["--fqdn", CATALOG_HOST, "-o", "json"], {
          matches: '"lbPolicy": "LEAST_REQUEST"',
        }),
        until: "3.17",
        hint: showDump("cluster", INGRESS, "--fqdn", CATALOG_HOST, "-o", "json"),
      },
      {
        says: "Both versions answer, each at least one request in eight",
        needs: "traffic",
        probe: shareByChance(
          40,
          CATALOG_URL,
          FROM_V2,
          { expected: 0.5, min: 0.125, max: 0.875, confidence: 0.9999 },
          CATALOG,
        ),
        until: "3.8",
        hint: TEN_TIMES,
      },
    ],
  },
];
