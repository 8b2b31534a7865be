import { NAMESPACE } from "../apps/app.js";
import type { CheckDraft } from "../checks.js";
import { available, container, share, shareByChance } from "../probes.js";
import { by, type TreeMap } from "../tree.js";
import { SIMPLE_WEB_HEADERS, SIMPLE_WEB_URL, answers } from "./simple-calls.js";
import { SHOW_ROUTES } from "./simple-proxy.js";

/** A backend's container has these variables. */
export const backendEnv = (variables: TreeMap): TreeMap =>
  container("simple-backend", { env: by("name", variables) });

/** How slow the backends are, and which of them have a fault, for a shell. */
export const DESCRIBE_DELAYS = `kubectl describe pod -n ${NAMESPACE} -l app=simple-backend | grep TIMING_50_PERCENTILE:`;
export const DESCRIBE_ERRORS = `kubectl describe pod -n ${NAMESPACE} -l app=simple-backend | grep ERROR`;

/** One of the three pods fails every request. */
const ONE_OF_THREE = { expected: 1 / 3, min: 0.15, max: 0.55, confidence: 0.998 };
const SAMPLE = 60;

const headers = SIMPLE_WEB_HEADERS;

/** simple-backend-1 has this fault, and it is still that one. */
export const backendAnswers = (code: number): CheckDraft => ({
  says: `simple-backend-1 answers ${code}`,
  probe: available(
    NAMESPACE,
    "simple-backend-1",
    backendEnv({
      ERROR_TYPE: { value: "http_error" },
      ERROR_RATE: { value: "0.75" },
      ERROR_CODE: { value: `${code}` },
    }),
  ),
  timeoutMs: 120_000,
  hint: DESCRIBE_ERRORS,
});

/** The fault reaches the users: their calls fail. */
export const callsFail = (code: number): readonly CheckDraft[] => [
  {
    says: `About a third of ${SAMPLE} calls fail`,
    probe: shareByChance(SAMPLE, SIMPLE_WEB_URL, { status: 500 }, ONE_OF_THREE, { headers }),
    timeoutMs: 60_000,
    hint: DESCRIBE_ERRORS,
  },
  {
    says: `They fail because a backend answered ${code}`,
    probe: answers(20, { matches: `expected code 200, got ${code}` }),
    timeoutMs: 60_000,
    until: "the next change",
    hint: "simple-web answers 500 whatever the backend's error was; its JSON names that.",
  },
];

/** No user feels it any more: all calls succeed. */
export const callsSucceed: CheckDraft = {
  says: "All of 30 calls succeed",
  probe: share(30, SIMPLE_WEB_URL, { status: 200 }, 1, 1, { headers }),
  timeoutMs: 60_000,
  hint: SHOW_ROUTES,
};
