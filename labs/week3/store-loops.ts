import type { Loop } from "../loops.js";
import { FROM_V2 } from "../apps/catalog-answers.js";
import { CATALOG, CATALOG_URL, INTERNAL, STORE, STORE_URL } from "./store-calls.js";

/** Which version an answer came from: only v2 shows images. */
const kinds: NonNullable<Loop["kinds"]> = [
  { name: "v2", body: FROM_V2.body },
  { name: "v1", body: "Elinor Glasses" },
];

/** The loops of chapter 5: A2, A4, B1 and B2. */
export const storeLoops: readonly Loop[] = [
  {
    name: "catalog",
    title: "Which version of catalog answers at the gateway, once a second",
    steps: ["3.4", "3.6", "3.7", "3.8"],
    request: { url: CATALOG_URL, ...CATALOG },
    pauseMs: 1_000,
    kinds,
  },
  {
    name: "catalog-internal",
    title: "The same as one of the staff, every two seconds",
    steps: ["3.9"],
    request: { url: CATALOG_URL, headers: { ...CATALOG.headers, ...INTERNAL } },
    pauseMs: 2_000,
    kinds,
  },
  {
    name: "store",
    title: "Which version webapp's answers come from, once a second",
    steps: [
      ...(["3.10", "3.11", "3.12", "3.14", "3.15", "3.16"] as const),
      ...(["3.19", "3.20", "3.22", "3.23", "3.24"] as const),
    ],
    request: { url: STORE_URL, ...STORE },
    pauseMs: 1_000,
    kinds,
  },
  {
    name: "store-internal",
    title: "The same as one of the staff, every two seconds",
    steps: ["3.13"],
    request: { url: STORE_URL, headers: { ...STORE.headers, ...INTERNAL } },
    pauseMs: 2_000,
    kinds,
  },
];
