import { NAMESPACE } from "../../apps/app.js";
import { CATALOG_HOST } from "../catalog-routing.js";
import { literally } from "../store-proxies.js";

export const showEntry = `kubectl get vs -n ${NAMESPACE} catalog-vs-from-gw -o yaml`;

export const clusterOf = (version: string): string =>
  `"cluster": "${literally(`outbound|80|version-${version}|${CATALOG_HOST}`)}"`;
