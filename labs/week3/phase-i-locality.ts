import { NAMESPACE } from "../apps/app.js";
import { simpleBackend1, simpleBackend2 } from "../apps/simple-backend.js";
import { simpleWeb } from "../apps/simple-web.js";
import { available, has, share } from "../probes.js";
import { apply } from "../state.js";
import type { Step } from "../week.js";
import { ejection } from "./backend-policies.js";
import {
  allOf,
  cluster,
  endpoints,
  endpointsInUse,
  SHOW_CLUSTER,
  SHOW_ENDPOINTS,
} from "./proxies.js";
import {
  answers,
  countBackends,
  FROM_BACKEND_1,
  FROM_BACKEND_2,
  pollBackend,
  SIMPLE_WEB_HEADERS,
  SIMPLE_WEB_URL,
} from "./simple-calls.js";
import { BACKEND_HOST, RULE_KEY, SHOW_RULE } from "./simple-routing.js";

/** simple-web and the first backend are in the same zone, the second backend in another of the same region. */
const inZoneA = "us-west1.us-west1-a";
const inZoneB = "us-west1.us-west1-b";

const LOCALITY = 'spec.template.metadata.labels["istio-locality"]';
const BACKEND_1_ENV = "spec.template.spec.containers[name=simple-backend].env";

const showLocality = (name: string): string =>
  `kubectl get deploy -n ${NAMESPACE} ${name} -o jsonpath="{.spec.template.metadata.labels.istio-locality}"`;

/** In the JSON of an endpoint the priority stands before the locality; 0 is left out. */
const endpointIn = (zone: string, priority: string): string =>
  `${priority}\\s*"locality": \\{\\s*"region": "us-west1",\\s*"zone": "${zone}"`;

/** Twice the first ejection: an endpoint that was ejected before stays out for longer. */
const BACK_MS = 120_000;

/** Phase I: the nearer endpoints first (weeks/week3.md 5). */
export const phaseI: readonly Step[] = [
  {
    id: "3.39",
    type: "M",
    title: "Say where each pod runs",
    lesson: "A label places a pod in a zone; alone it changes nothing, as nobody watches health.",
    commands: [
      showLocality("simple-backend-1"),
      showLocality("simple-backend-2"),
      pollBackend,
      countBackends(50),
    ],
    patch: apply(
      "simple-web",
      simpleWeb({ version: "0.14.1", locality: inZoneA }),
      simpleBackend1({ locality: inZoneA }),
      simpleBackend2({ locality: inZoneB }),
    ),
    checks: [
      ...(
        [
          ["simple-web", inZoneA],
          ["simple-backend-1", inZoneA],
          ["simple-backend-2", inZoneB],
        ] as const
      ).map(([name, locality]) => ({
        says: `${name} is in ${locality}`,
        needs: "objects" as const,
        probe: available(NAMESPACE, name, { [LOCALITY]: { equals: locality } }),
        timeoutMs: 120_000,
        until: "3.43" as const,
        hint: showLocality(name),
      })),
      {
        says: "Both backends still answer: between an eighth and seven eighths of 50 calls each",
        needs: "traffic",
        probe: share(50, SIMPLE_WEB_URL, FROM_BACKEND_2, 1 / 8, 7 / 8, {
          headers: SIMPLE_WEB_HEADERS,
        }),
        timeoutMs: 60_000,
        until: "3.40",
        hint: `kubectl get pod -n ${NAMESPACE} --show-labels`,
      },
    ],
    deviation:
      "Nothing is deleted first: the notes must, because they changed a selector in 3.35. The delay ends here, as in the notes.",
  },
  {
    id: "3.40",
    type: "M",
    title: "Outlier detection makes the locality count",
    lesson: "Only who can tell that an endpoint is ill may prefer the near one: all go to zone a.",
    commands: [
      SHOW_RULE,
      countBackends(50),
      SHOW_CLUSTER,
      SHOW_ENDPOINTS,
      `${SHOW_ENDPOINTS} -o json`,
    ],
    patch: apply("routing", ejection("30s")),
    checks: [
      {
        says: "DestinationRule simple-backend-dr ejects after one 5xx, for 30 s, and balances no more",
        needs: "objects",
        probe: has(RULE_KEY, {
          spec: {
            equals: {
              host: BACKEND_HOST,
              trafficPolicy: {
                outlierDetection: {
                  consecutive5xxErrors: 1,
                  interval: "5s",
                  baseEjectionTime: "30s",
                  maxEjectionPercent: 100,
                },
              },
            },
          },
        }),
        until: "3.43",
        hint: SHOW_RULE,
      },
      {
        says: "simple-web's proxy has these values",
        needs: "mesh",
        probe: cluster({
          matches: allOf(
            '"consecutive5xx": 1\\b',
            '"interval": "5s"',
            '"baseEjectionTime": "30s"',
            '"maxEjectionPercent": 100\\b',
          ),
        }),
        until: "3.43",
        hint: SHOW_CLUSTER,
      },
      {
        says: "The endpoint in zone a comes first, those in zone b have priority 1",
        needs: "mesh",
        probe: endpoints(
          {
            matches: allOf(
              endpointIn("us-west1-a", '"weight": 1,'),
              endpointIn("us-west1-b", '"priority": 1,'),
            ),
            lacks: `${endpointIn("us-west1-a", '"priority": 1,')}|${endpointIn("us-west1-b", '"weight": 1,')}`,
          },
          "json",
        ),
        until: "3.43",
        hint: `${SHOW_ENDPOINTS} -o json`,
      },
      {
        says: "All of 50 calls stay in the zone of simple-web",
        needs: "traffic",
        probe: share(50, SIMPLE_WEB_URL, FROM_BACKEND_1, 1, 1, { headers: SIMPLE_WEB_HEADERS }),
        timeoutMs: 60_000,
        until: "3.41",
        hint: SHOW_ENDPOINTS,
      },
    ],
  },
  {
    id: "3.41",
    type: "M",
    title: "The near backend fails",
    lesson: "One error ejects the only endpoint of zone a, and the calls spill over to zone b.",
    commands: [countBackends(10), countBackends(50), SHOW_ENDPOINTS, `${SHOW_ENDPOINTS} -o json`],
    patch: apply(
      "simple-web",
      simpleBackend1({ behaviour: { errorCode: 500, errorRate: "1" }, locality: inZoneA }),
    ),
    checks: [
      {
        says: "simple-backend-1 answers every request with 500",
        needs: "objects",
        probe: available(NAMESPACE, "simple-backend-1", {
          [`${BACKEND_1_ENV}[name=ERROR_RATE].value`]: { equals: "1" },
          [`${BACKEND_1_ENV}[name=ERROR_CODE].value`]: { equals: "500" },
        }),
        timeoutMs: 120_000,
        until: "3.42",
        hint: `kubectl describe pod -n ${NAMESPACE} -l app=simple-backend | grep ERROR`,
      },
      {
        says: "Of ten calls some are answered by simple-backend-2",
        needs: "traffic",
        probe: answers(10, { matches: FROM_BACKEND_2.body }),
        timeoutMs: 60_000,
        until: "3.42",
        hint: SHOW_ENDPOINTS,
      },
      {
        says: "The failing endpoint is ejected",
        needs: "traffic",
        probe: endpoints({
          matches: allOf(endpointsInUse(2), "^\\S+:8080\\s+HEALTHY\\s+FAILED\\s"),
        }),
        timeoutMs: 60_000,
        until: "3.42",
        hint: "It is taken back after 30 s times the number of its ejections, and ejected at the next call.",
      },
      {
        says: "All of 30 calls are answered by simple-backend-2",
        needs: "traffic",
        probe: share(30, SIMPLE_WEB_URL, FROM_BACKEND_2, 1, 1, { headers: SIMPLE_WEB_HEADERS }),
        timeoutMs: BACK_MS,
        until: "3.42",
        hint: SHOW_ENDPOINTS,
      },
    ],
  },
  {
    id: "3.42",
    type: "M",
    title: "The near backend is well again",
    lesson: "A new pod is a new endpoint: the calls come home without anybody's doing.",
    commands: [countBackends(10), SHOW_ENDPOINTS],
    patch: apply("simple-web", simpleBackend1({ locality: inZoneA })),
    checks: [
      {
        says: "simple-backend-1 answers well",
        needs: "objects",
        probe: available(NAMESPACE, "simple-backend-1", {
          [`${BACKEND_1_ENV}[name=ERROR_RATE]`]: { absent: true },
        }),
        timeoutMs: 120_000,
        until: "3.47",
        hint: `kubectl describe pod -n ${NAMESPACE} -l app=simple-backend | grep ERROR`,
      },
      {
        says: "All of 30 calls are answered by simple-backend-1 again",
        needs: "traffic",
        probe: share(30, SIMPLE_WEB_URL, FROM_BACKEND_1, 1, 1, { headers: SIMPLE_WEB_HEADERS }),
        timeoutMs: BACK_MS,
        until: "3.43",
        hint: SHOW_ENDPOINTS,
      },
    ],
  },
];
