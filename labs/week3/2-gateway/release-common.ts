import { NAMESPACE } from "../../apps/app.js";
import { CATALOG_HOST } from "../catalog-routing.js";
import { INGRESS, literally, showDump } from "../store-proxies.js";

export const SHOW_ROUTES = showDump("routes", INGRESS, "--name", "http.8080", "-o", "json");

export const showEntry = `kubectl get vs -n ${NAMESPACE} catalog-vs-from-gw -o yaml`;

export const clusterOf = (version: string): string =>
  `"cluster": "${literally(`outbound|80|version-${version}|${CATALOG_HOST}`)}"`;
