import type { Loop } from "../loops.js";
import {
  FROM_BACKEND_1,
  FROM_BACKEND_2,
  SIMPLE_WEB_HEADERS,
  SIMPLE_WEB_URL,
} from "./simple-calls.js";

const request = { url: SIMPLE_WEB_URL, headers: SIMPLE_WEB_HEADERS };

/** The loops of chapter 6: D1, and its twin for the steps that look at errors. */
export const simpleLoops: readonly Loop[] = [
  {
    name: "backends",
    title: "Which backend answers, once a second",
    steps: ["3.32", "3.33", "3.35", "3.37", "3.38", "3.39", "3.40", "3.41", "3.42"],
    request,
    pauseMs: 1_000,
    kinds: [
      { name: "backend-1", body: FROM_BACKEND_1.body },
      { name: "backend-2", body: FROM_BACKEND_2.body },
    ],
  },
  {
    name: "codes",
    title: "Whether simple-web answers well, once a second",
    steps: ["3.43", "3.44", "3.45", "3.47", "3.48", "3.50", "3.51", "3.52", "3.53", "3.64", "3.65"],
    request,
    pauseMs: 1_000,
  },
];
