import { NAMESPACE } from "../apps/app.js";
import { catalog } from "../apps/catalog.js";
import { available, get, has, onHost } from "../probes.js";
import { apply } from "../state.js";
import { items } from "../week1/load.js";
import type { Step } from "../week.js";
import {
  anyVersion,
  catalogEntry,
  catalogEntrySpec,
  catalogGateway,
  catalogGatewaySpec,
  ENTRY_KEY,
} from "./catalog-routing.js";
import { CATALOG, CATALOG_URL, CURL_CATALOG, POLL_CATALOG } from "./store-calls.js";

const fromNetshoot = { namespace: NAMESPACE, pod: "netshoot", container: "netshoot" };

/** One line per pod of catalog: the names of its containers. */
const CONTAINERS = '{range .items[*]}{.spec.containers[*].name}{"\\n"}{end}';

/** Phase B, first part: catalog behind the gateway (weeks/week3.md 5). */
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
];
