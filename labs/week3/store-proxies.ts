import { NAMESPACE } from "../apps/app.js";
import type { PodPlace } from "../probe-kinds.js";
import { inUse, onPort, outbound } from "../proxies.js";
import { listOf, somewhere, type Tree } from "../tree.js";
import { CATALOG_HOST } from "./catalog-routing.js";

/** The name of the cluster of one version of catalog. */
export const subsetOf = (version: "v1" | "v2"): string =>
  outbound(CATALOG_HOST, `version-${version}`);

/** A cluster with so many endpoints on catalog's port, all of which get requests. */
export const healthyEndpoints = (count: number): Tree => [
  { hostStatuses: listOf(count, { ...onPort(3000), ...inUse }) },
];

/** The route for the staff, to v2, before the one for all others. */
export const staffFirst = somewhere({
  routes: [
    { match: somewhere({ exact: "internal" }), route: { cluster: subsetOf("v2") } },
    { route: { cluster: subsetOf("v1") } },
  ],
});

/** The sidecar of a Deployment's pod, where its access log is. */
export const sidecarOf = (name: string): PodPlace => ({
  namespace: NAMESPACE,
  pod: `deploy/${name}`,
  container: "istio-proxy",
});

/** The last lines of it, for a shell. */
export const showAccessLog = (name: string): string =>
  `kubectl logs -n ${NAMESPACE} deploy/${name} -c istio-proxy --tail 5`;
