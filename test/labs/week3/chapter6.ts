import { NAMESPACE } from "../../../labs/apps/app.js";
import { netshoot } from "../../../labs/apps/netshoot.js";
import type { Check } from "../../../labs/checks.js";
import type { CommandProbe } from "../../../labs/probe-kinds.js";
import { all, apply, cluster, mesh, type LabState } from "../../../labs/state.js";
import { indexOf, stateAt, type Step, type Week } from "../../../labs/week.js";
import { cluster3 } from "../../../labs/week3/cluster.js";
import { M0 } from "../../../labs/week3/mesh.js";
import { phaseHBalancing } from "../../../labs/week3/phase-h-balancing.js";
import { phaseHRoundRobin } from "../../../labs/week3/phase-h-round-robin.js";
import { phaseHSimpleWeb } from "../../../labs/week3/phase-h-simple-web.js";
import { phaseIFailover } from "../../../labs/week3/phase-i-failover.js";
import { phaseILocality } from "../../../labs/week3/phase-i-locality.js";
import { phaseIPriorities } from "../../../labs/week3/phase-i-priorities.js";
import { phaseJRetriableCodes } from "../../../labs/week3/phase-j-retriable-codes.js";
import { phaseJRetries } from "../../../labs/week3/phase-j-retries.js";
import { phaseJTimeouts } from "../../../labs/week3/phase-j-timeouts.js";
import { phaseKBaseline } from "../../../labs/week3/phase-k-baseline.js";
import { phaseKBreaker } from "../../../labs/week3/phase-k-breaker.js";
import { phaseKLimits } from "../../../labs/week3/phase-k-limits.js";
import { phaseLFailingEndpoint } from "../../../labs/week3/phase-l-failing-endpoint.js";
import { phaseLOutliers } from "../../../labs/week3/phase-l-outliers.js";

const namespace = {
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name: NAMESPACE, labels: { "istio-injection": "enabled" } },
};

/** What 3.31 leaves behind: the cluster, the mesh as it comes, and netshoot in the labelled namespace. */
const reset: Step = {
  id: "3.31",
  type: "M",
  title: "Reset between the chapters",
  lesson: "Stands in for the first half of the week.",
  commands: [],
  patch: all(
    cluster(cluster3),
    mesh(M0),
    apply("namespaces", namespace),
    apply("netshoot", { ...netshoot, metadata: { name: "netshoot", namespace: NAMESPACE } }),
  ),
  checks: [],
};

/** Chapter 6 of the book on its own: steps 3.32 to 3.66. */
export const chapter6: Week = {
  id: "week3",
  title: "Resilience",
  versions: { kubernetes: "1.23.17", istio: "1.17.8" },
  base: "3.31",
  steps: [
    reset,
    ...phaseHSimpleWeb,
    ...phaseHRoundRobin,
    ...phaseHBalancing,
    ...phaseILocality,
    ...phaseIPriorities,
    ...phaseIFailover,
    ...phaseJTimeouts,
    ...phaseJRetries,
    ...phaseJRetriableCodes,
    ...phaseKBaseline,
    ...phaseKBreaker,
    ...phaseKLimits,
    ...phaseLFailingEndpoint,
    ...phaseLOutliers,
  ],
};

/** The steps themselves. */
export const steps = chapter6.steps.slice(1);

export const at = (id: string): LabState => stateAt(chapter6, id);

/** The spec of an object at a step; undefined where it is not there. */
export const specAt = (id: string, key: string): unknown => at(id).objects[key]?.object["spec"];

/** The checks that hold at a step: those of it and of earlier ones, until the step that ends them. */
export const checksAt = (id: string): Check[] =>
  chapter6.steps
    .slice(0, indexOf(chapter6, id) + 1)
    .flatMap(({ checks }) => checks)
    .filter(({ until }) => until === undefined || indexOf(chapter6, id) < indexOf(chapter6, until));

/** The command check of a step whose sentence has this in it. */
export function commandOf(id: string, says: string): CommandProbe {
  const checks = steps.find((step) => step.id === id)?.checks ?? [];
  const found = checks.find((check) => check.says.includes(says))?.probe;
  if (found?.kind !== "command") throw new Error(`${id} has no command check "${says}"`);
  return found;
}
