import { NAMESPACE } from "../../apps/app.js";
import { count, step } from "../../step.js";

/** What 3.2 leaves none of, and the step that makes the first one. */
const CLEARED = [
  ["deployments.apps", "Deployment", "3.3"],
  ["services", "Service", "3.3"],
  ["gateways.networking.istio.io", "Gateway", "3.4"],
  ["virtualservices.networking.istio.io", "VirtualService", "3.4"],
  ["destinationrules.networking.istio.io", "DestinationRule", "3.7"],
] as const;

export default step({
  checks: CLEARED.map(([kind, name, until]) => ({
    says: `There is no ${name} in ${NAMESPACE}`,
    probe: count(kind, 0, { namespace: NAMESPACE }),
    until,
    hint: `kubectl get ${kind} -n ${NAMESPACE} shows what was made by hand.`,
  })),
});
