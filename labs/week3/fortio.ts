import type { CheckDraft } from "../checks.js";
import type { LoadProbe, LoadRun } from "../load-runs.js";
import { SIMPLE_WEB_HEADERS, SIMPLE_WEB_URL } from "./simple-calls.js";
import { SHOW_ENDPOINTS } from "./simple-proxy.js";

const toSimpleWeb = { url: SIMPLE_WEB_URL, headers: SIMPLE_WEB_HEADERS } as const;

/** Ten connections that ask as fast as they are answered: compares the ways to spread the load. */
const F1 = { ...toSimpleWeb, qps: 1000, seconds: 60, connections: 10, timeoutMs: 2000 } as const;

/** The runs against simple-web. */
export const ROUND_ROBIN: LoadRun = { ...F1, name: "roundrobin" };
export const RANDOM: LoadRun = { ...F1, name: "random" };
export const LEAST_CONN: LoadRun = { ...F1, name: "leastconn" };

/** One call a second, one at a time: F2. */
export const ONE_CALLER: LoadRun = {
  ...{ ...toSimpleWeb, name: "one-caller", qps: 1, seconds: 30, connections: 1 },
  quiet: true,
};
/** The same, also when the first calls fail: F3. */
export const ONE_PATIENT_CALLER: LoadRun = { ...ONE_CALLER, allowInitialErrors: true };
/** The same from two at a time: F4. */
export const TWO_CALLERS: LoadRun = {
  ...ONE_PATIENT_CALLER,
  ...{ name: "two-callers", qps: 2, connections: 2 },
};

/** A run as a check makes it: never longer than half a minute, what is compared does not depend on it. */
export const load = (run: LoadRun, wanted: Omit<LoadProbe, "kind" | "run">): LoadProbe => ({
  ...{ kind: "load", run: { ...run, seconds: Math.min(run.seconds, 30) } },
  ...wanted,
});

/** Time for another run where the first came before the proxies had their configuration. */
export const LOAD_MS = 60_000;

/** All calls were answered with 200. */
export const ALL_OK = { 200: { min: 1 } } as const;

/** Every call succeeds, and a third of the users waits for the slow one: more than the quarter behind P75. */
export const slowThird = (run: LoadRun): LoadProbe =>
  load(run, { codes: ALL_OK, percentiles: { 75: { min: 0.9 } } });

/** Both callers are content, whichever endpoints they meet. */
export const allSucceed: CheckDraft = {
  says: "All requests succeed",
  probe: load(TWO_CALLERS, { codes: ALL_OK }),
  timeoutMs: LOAD_MS,
  hint: SHOW_ENDPOINTS,
};
