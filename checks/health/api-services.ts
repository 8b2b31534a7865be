import { keyOf } from "../../labs/kube.js";
import type { Problem } from "./problem.js";
import { conditionOf, ofKind, type Snapshot } from "./snapshot.js";

/** How long one may take to answer after its pods are ready, in ms. */
const GRACE_MS = 90_000;

/** APIs that others serve and that don't answer: clients wait for them, and no namespace can be deleted meanwhile. */
export const apiServices = (snapshot: Snapshot): Problem[] =>
  ofKind(snapshot, "APIService").flatMap((service): Problem[] => {
    const available = conditionOf(service, "Available");
    if (available === undefined || available.status === "True") return [];
    const since = new Date(available.lastTransitionTime ?? 0).getTime();
    if (snapshot.now.getTime() - since < GRACE_MS) return [];
    const { name } = service.metadata;
    const why = available.message ?? available.reason ?? "no reason given";
    const says = `APIService ${name} does not answer: ${why}`;
    const help = `kubectl get apiservice ${name} -o yaml`;
    return [{ code: "api-not-there", object: keyOf(service), says, weight: "note", help }];
  });
