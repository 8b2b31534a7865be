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

/** So many requests to webapp that ask catalog for its items, before a check looks. */
export const storeTraffic = (requests: number): Traffic => ({ url: STORE_URL, requests, ...STORE });

/** The same for a shell. */
export const CURL_CATALOG = `curl -s -H "Host: ${CATALOG.headers.Host}" ${CATALOG_URL}`;
export const CURL_STORE = `curl -s -H "Host: ${STORE.headers.Host}" ${STORE_URL}`;
export const CURL_USERS = `curl -s -H "Host: ${STORE.headers.Host}" ${USERS_URL}`;

const AS_INTERNAL = `-H "${COHORT}: internal"`;

const forEver = (command: string, seconds: number): string =>
  `while true; do ${command}; date "+%Y-%m-%d %H:%M:%S"; sleep ${seconds}; echo; done`;

/** Loop A2: the status of catalog's answers, once a second. */
export const POLL_CATALOG = forEver(`${CURL_CATALOG} -I | head -n 1`, 1);
/** Loop A4: the same as one of the staff. */
export const POLL_CATALOG_INTERNAL = forEver(`${CURL_CATALOG} ${AS_INTERNAL} -I | head -n 1`, 2);
/** Loop B1: the status of webapp's answers, once a second. */
export const POLL_STORE = forEver(`${CURL_STORE} -I | head -n 1`, 1);
/** Loop B2: the same as one of the staff. */
export const POLL_STORE_INTERNAL = forEver(`${CURL_STORE} ${AS_INTERNAL} -I | head -n 1`, 2);
/** Loop B3: the body of webapp's answers, once a second. */
export const POLL_STORE_BODY = forEver(CURL_STORE, 1);
/** Loop C1: webapp's page, every two seconds. */
export const POLL_PAGE = forEver(
  `curl -s -H "Host: ${STORE.headers.Host}" http://127.0.0.1:30000/`,
  2,
);

/** Loop R10: ten answers of catalog. */
export const TEN_TIMES = `for i in $(seq 10); do ${CURL_CATALOG}; printf "\\n\\n"; done`;

/** Loops W10 and W100: how many of so many answers came from v2. */
export const countV2 = (calls: number): string =>
  `for i in $(seq ${calls}); do ${CURL_STORE} | grep -i imageUrl; done | wc -l`;
