import type { Containers } from "../../checks/seen.js";
import { answering, ok } from "./http-server.js";

/** Containers that answer all requests, and end well when they are run. */
export const fakeContainers = (more: Partial<Containers> = {}): Containers => ({
  http: answering(ok()).http,
  run: () => Promise.resolve(undefined),
  ...more,
});
