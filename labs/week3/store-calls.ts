import type { Traffic } from "../http-requests.js";

/** The applications of chapter 5 through the gateway. Their names are sent as headers: no file of the host has them. */
export const CATALOG_URL = "http://127.0.0.1:30000/items";
export const CATALOG = { headers: { Host: "catalog.istioinaction.io" } } as const;
export const STORE_URL = "http://127.0.0.1:30000/api/catalog";
export const STORE = { headers: { Host: "webapp.istioinaction.io" } } as const;
export const USERS_URL = "http://127.0.0.1:30000/api/users";

/** The header by which the own staff is known, in a request to each of them. */
export const COHORT = "x-istio-cohort";
export const INTERNAL = { [COHORT]: "internal" } as const;
/** A request of the staff to webapp. */
export const STORE_INTERNAL = { headers: { ...STORE.headers, ...INTERNAL } } as const;

/** So many requests to webapp that ask catalog for its items, before a check looks. */
export const storeTraffic = (requests: number): Traffic => ({ url: STORE_URL, requests, ...STORE });

const CURL_STORE = `curl -s -H "Host: ${STORE.headers.Host}" ${STORE_URL}`;

/** Loops W10 and W100: how many of so many answers came from v2. */
export const countV2 = (calls: number): string =>
  `for i in $(seq ${calls}); do ${CURL_STORE} | grep -i imageUrl; done | wc -l`;
