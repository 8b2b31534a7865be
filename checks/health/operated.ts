import {
  keyOf,
  titleOf,
  type KubeObject,
  type ObjectKey,
  type ObjectMeta,
} from "../../labs/kube.js";
import type { Problem } from "./problem.js";
import type { Snapshot } from "./snapshot.js";

/** What an operator makes for an object of a kind of its own. */
interface Operated {
  readonly workload: (object: KubeObject) => ObjectKey;
  /** Where the operator says what keeps it. */
  readonly logs: string;
}

const inSpace = (kind: string, { namespace = "" }: ObjectMeta, name: string): ObjectKey =>
  `${kind}/${namespace}/${name}`;

const OPERATED: Readonly<Record<string, Operated>> = {
  Prometheus: {
    workload: ({ metadata }) => inSpace("StatefulSet", metadata, `prometheus-${metadata.name}`),
    logs: "kubectl logs -n prometheus deploy/prom-kube-prometheus-stack-operator",
  },
  Kiali: {
    workload: ({ metadata }) => inSpace("Deployment", metadata, metadata.name),
    logs: "kubectl logs -n kiali-operator deploy/kiali-operator",
  },
};

/**
 * Objects of the lab for which their operator has made nothing yet. What it has made belongs to them, and is judged as
 * every workload. Where no pods run no operator does.
 */
export function operated({ target, live, declared }: Snapshot): Problem[] {
  if (!target.runs.pods) return [];
  const there = new Set(live.map(keyOf));
  return declared.flatMap(({ key, object }): Problem[] => {
    const made = OPERATED[object.kind];
    const workload = made?.workload(object);
    if (made === undefined || workload === undefined || there.has(workload)) return [];
    return [
      {
        ...{ code: "not-made", object: key, weight: "fault", cure: { how: "wait" } },
        says: `${titleOf(key)} has no ${titleOf(workload)} yet, which its operator makes`,
        help: made.logs,
      },
    ];
  });
}
