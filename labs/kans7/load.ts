import type { Loop } from "../loops.js";
import { GATEWAY_URL } from "./routing.js";

/** Bookinfo's page from the host. */
export const PRODUCT_PAGE = `${GATEWAY_URL}/productpage`;

/** Which version of reviews answered: v1 has no stars, v2 black ones and v3 red ones. */
export const REVIEWS = { v1: "reviews-v1-", v2: "reviews-v2-", v3: "reviews-v3-" } as const;

/** The loops of the last exercise. */
export const loops: readonly Loop[] = [
  {
    name: "bookinfo",
    title: "Bookinfo's page ten times a second, and which version of reviews is in it",
    steps: ["7.8", "7.9"],
    request: { url: PRODUCT_PAGE },
    pauseMs: 100,
    kinds: Object.entries(REVIEWS).map(([name, body]) => ({ name, body })),
  },
];
