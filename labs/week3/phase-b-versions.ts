import { NAMESPACE } from "../apps/app.js";
import { catalogV2 } from "../apps/catalog.js";
import { available, has, shareByChance } from "../probes.js";
import { apply } from "../state.js";
import { FROM_V2 } from "../week1/load.js";
import type { Step } from "../week.js";
import { CATALOG_HOST, subsets, SUBSETS_KEY, subsetsSpec } from "./catalog-routing.js";
import { CATALOG, CATALOG_URL, TEN_TIMES } from "./store-calls.js";
import { dump, endpointsOf, healthyEndpoints, INGRESS, showDump } from "./store-proxies.js";

/** Phase B, third part: two versions, first without any rule, then with a name for each (weeks/week3.md 5). */
export const phaseBVersions: readonly Step[] = [
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
  {
    id: "3.7",
    type: "M",
    title: "Name the versions as subsets",
    lesson: "A subset becomes a cluster of its own in Envoy; alone it steers nothing.",
    commands: [
      `kubectl get pod -n ${NAMESPACE} -l app=catalog --show-labels`,
      `kubectl get dr -n ${NAMESPACE}`,
      showDump("cluster", INGRESS, "--fqdn", CATALOG_HOST),
      showDump("endpoint", INGRESS, ...endpointsOf(CATALOG_HOST, "version-v1")),
    ],
    patch: apply("routing", subsets),
    checks: [
      {
        says: "DestinationRule catalog has the subsets version-v1 and version-v2",
        needs: "objects",
        probe: has(SUBSETS_KEY, { spec: { equals: subsetsSpec } }),
        until: "3.10",
        hint: `kubectl get dr -n ${NAMESPACE} catalog -o yaml`,
      },
      ...["version-v1", "version-v2"].map((subset) => ({
        says: `The gateway has one healthy endpoint of ${subset}`,
        needs: "mesh" as const,
        probe: dump("endpoint", INGRESS, endpointsOf(CATALOG_HOST, subset), {
          matches: healthyEndpoints(1),
        }),
        until: "3.10" as const,
        hint: showDump("cluster", INGRESS, "--fqdn", CATALOG_HOST),
      })),
    ],
  },
];
