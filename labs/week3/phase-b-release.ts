import { NAMESPACE } from "../apps/app.js";
import { has, share } from "../probes.js";
import { apply } from "../state.js";
import { FROM_V2 } from "../week1/load.js";
import type { Step } from "../week.js";
import {
  CATALOG_HOST,
  catalogEntry,
  catalogEntrySpec,
  darkLaunch,
  ENTRY_KEY,
  onlyV1,
} from "./catalog-routing.js";
import {
  CATALOG,
  CATALOG_URL,
  COHORT,
  CURL_CATALOG,
  INTERNAL,
  POLL_CATALOG_INTERNAL,
  TEN_TIMES,
} from "./store-calls.js";
import { CATALOG_PROXY, dump, INGRESS, inOrder, literally, showDump } from "./store-proxies.js";

const SHOW_ROUTES = showDump("routes", INGRESS, "--name", "http.8080", "-o", "json");
const showEntry = `kubectl get vs -n ${NAMESPACE} catalog-vs-from-gw -o yaml`;
const clusterOf = (version: string): string =>
  `"cluster": "${literally(`outbound|80|version-${version}|${CATALOG_HOST}`)}"`;

/** A request to catalog with a header of the staff. */
const as = (cohort: Readonly<Record<string, string>>) => ({
  headers: { ...CATALOG.headers, ...cohort },
});

/** Phase B, last part: the gateway decides who gets which version (weeks/week3.md 5). */
export const phaseBRelease: readonly Step[] = [
  {
    id: "3.8",
    type: "M",
    title: "Send everything to v1",
    lesson: "From here on the rule releases, not the pods: v2 runs and nobody meets it.",
    commands: [
      TEN_TIMES,
      SHOW_ROUTES,
      showDump("cluster", INGRESS, "--fqdn", CATALOG_HOST, "--subset", "version-v1", "-o", "json"),
    ],
    patch: apply("routing", catalogEntry(onlyV1)),
    checks: [
      {
        says: "The VirtualService names the subset version-v1",
        needs: "objects",
        probe: has(ENTRY_KEY, { spec: { equals: catalogEntrySpec(onlyV1) } }),
        until: "3.9",
        hint: showEntry,
      },
      {
        says: "The gateway's route leads to the cluster of version-v1",
        needs: "mesh",
        probe: dump("routes", INGRESS, ["--name", "http.8080", "-o", "json"], {
          matches: clusterOf("v1"),
        }),
        until: "3.10",
        hint: SHOW_ROUTES,
      },
      {
        says: "None of 30 answers has images",
        needs: "traffic",
        probe: share(30, CATALOG_URL, FROM_V2, 0, 0, CATALOG),
        until: "3.10",
        hint: showEntry,
      },
    ],
  },
  {
    id: "3.9",
    type: "M",
    title: "Dark launch by header",
    lesson: "The first match wins: whoever is of the staff gets v2, all others v1.",
    commands: [
      TEN_TIMES,
      `${CURL_CATALOG} -H "${COHORT}: internal"`,
      POLL_CATALOG_INTERNAL,
      SHOW_ROUTES,
      showDump("routes", CATALOG_PROXY, "--name", "80"),
    ],
    patch: apply("routing", catalogEntry(darkLaunch)),
    checks: [
      {
        says: "The VirtualService has two routes, the first for the header x-istio-cohort: internal",
        needs: "objects",
        probe: has(ENTRY_KEY, { spec: { equals: catalogEntrySpec(darkLaunch) } }),
        until: "3.10",
        hint: showEntry,
      },
      {
        says: "Envoy has them in the same order: the header first, v1 for the rest",
        needs: "mesh",
        probe: dump("routes", INGRESS, ["--name", "http.8080", "-o", "json"], {
          matches: inOrder('"exact": "internal"', clusterOf("v2"), clusterOf("v1")),
        }),
        until: "3.10",
        hint: SHOW_ROUTES,
      },
      {
        says: "All of 20 answers to the staff have images",
        needs: "traffic",
        probe: share(20, CATALOG_URL, FROM_V2, 1, 1, as(INTERNAL)),
        until: "3.10",
        hint: showEntry,
      },
      {
        says: "None of 20 answers to another cohort has",
        needs: "traffic",
        probe: share(20, CATALOG_URL, FROM_V2, 0, 0, as({ [COHORT]: "external" })),
        until: "3.10",
        hint: "The match is exact.",
      },
    ],
  },
];
