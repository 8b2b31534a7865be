import type { Action } from "../action.js";
import { NAMESPACE } from "../apps/app.js";
import { simpleWeb } from "../apps/simple-web.js";
import type { CommandProbe } from "../probe-kinds.js";
import { inPod } from "../probes.js";
import { outbound, sidecar } from "../proxies.js";
import { act, all, undo, type Patch } from "../state.js";
import { some, somewhere, type Tree, type TreeMap } from "../tree.js";
import type { StepId } from "../week.js";
import { BACKEND_HOST } from "./simple-routing.js";

const SIMPLE_WEB = `deploy/simple-web.${NAMESPACE}`;

/** The proxy that calls the backends. */
export const simpleWebProxy = sidecar("simple-web");

/** Its cluster of both backends. */
export const BACKEND_CLUSTER = outbound(BACKEND_HOST);

/** What it knows of that cluster. */
export const backendCluster = (fields: TreeMap): CommandProbe =>
  simpleWebProxy.clusters(BACKEND_HOST, some({ name: BACKEND_CLUSTER, ...fields }));

/** Somewhere in its routes the one to that cluster. */
export const toBackends = (fields: TreeMap): Tree =>
  somewhere({ cluster: BACKEND_CLUSTER, ...fields });

/** The same for a shell. */
export const SHOW_CLUSTER = `istioctl proxy-config cluster ${SIMPLE_WEB} --fqdn ${BACKEND_HOST} -o json`;
export const SHOW_ENDPOINTS = `istioctl proxy-config endpoint ${SIMPLE_WEB} --cluster "${BACKEND_CLUSTER}"`;
export const SHOW_ROUTES = `istioctl proxy-config routes ${SIMPLE_WEB} --name 80 -o json`;

const adminOf = (method: "GET" | "POST", path: string): readonly string[] => [
  ...["pilot-agent", "request", method, path],
];

/** Counters of simple-web's proxy about the backends whose names match, a line `<name>: <number>` for each. */
export const counters = (
  named: string,
  output: Pick<CommandProbe, "matches" | "lacks">,
): CommandProbe =>
  inPod(
    { namespace: NAMESPACE, pod: "deploy/simple-web", container: "istio-proxy" },
    adminOf("GET", `stats?filter=simple-backend.*${named}`),
    output,
  );

/** The same for a shell. */
export const showCounters = (named: string): string =>
  `kubectl exec -n ${NAMESPACE} deploy/simple-web -c istio-proxy -- curl -s localhost:15000/stats | grep simple-backend | grep ${named}`;

/** The proxy keeps only a few counters by default; this prefix adds all about the backends. */
export const STATS_PREFIX = `cluster.${BACKEND_CLUSTER}`;
export const STATS_ANNOTATION = "sidecar.istio.io/statsInclusionPrefixes";
/** simple-web as it is from 3.58 on. */
export const simpleWebCounted = simpleWeb({ annotations: { [STATS_ANNOTATION]: STATS_PREFIX } });

const counterName = (step: StepId): string => `simple-web-counters-since-${step}`;

/** The steps from which counting starts again. */
const COUNTING = ["3.58", "3.60", "3.61", "3.62", "3.63", "3.65", "3.66"] as const;

/**
 * The counters of simple-web's proxy start at zero. Each step's action has a name of its own, so that it runs at
 * that step, whichever way the lab comes there; nothing takes it back.
 */
const countingSince = (step: StepId): Action => ({
  name: counterName(step),
  title: `counters of simple-web's proxy at 0 for ${step}`,
  place: {
    where: "pods",
    namespace: NAMESPACE,
    selector: "app=simple-web",
    container: "istio-proxy",
  },
  run: adminOf("POST", "reset_counters"),
  undo: undefined,
});

/** Counts anew from this step on. */
export const countFrom = (step: (typeof COUNTING)[number]): Patch =>
  all(undo(...COUNTING.map(counterName)), act(countingSince(step)));
