import type { Loop } from "../loops.js";
import { STORE, STORE_URL } from "./calls.js";

/** The endless loop of the notes: metrics, dashboards and graphs need steady traffic (`weeks/week4.md` 6). */
export const loops: readonly Loop[] = [
  {
    name: "store",
    title: "webapp through the gateway, once a second",
    steps: ["4.0.11", "4.17", "4.22", "4.26", "4.27", "4.28", "4.29", "4.46"],
    request: { url: STORE_URL, ...STORE },
    pauseMs: 1_000,
  },
];
