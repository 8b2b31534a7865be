import { NAMESPACE } from "../../apps/app.js";
import { flaggerKeys } from "../../flagger/install.js";
import { count, lacks, remove, step } from "../../step.js";
import { CANARY_KEY } from "../catalog-release.js";
import { ROUTE_KEY } from "../catalog-routing.js";

/** What Flagger had made, and until when it is gone. */
const GONE = [
  [`Deployment/${NAMESPACE}/catalog-primary`, "3.31"],
  [`Service/${NAMESPACE}/catalog`, "3.22"],
  [ROUTE_KEY, "3.22"],
  [`DestinationRule/${NAMESPACE}/catalog-primary`, "3.31"],
] as const;

export default step({
  change: remove(CANARY_KEY, `Deployment/${NAMESPACE}/catalog`, ...flaggerKeys),
  checks: [
    ...GONE.map(([key, until]) => ({
      says: `There is no ${key.replace(/\/.*\//, " ")}`,
      probe: lacks(key),
      timeoutMs: 60_000,
      until,
      hint: `kubectl get deploy,svc,vs,dr -n ${NAMESPACE} -o yaml | grep -A5 ownerReferences`,
    })),
    {
      says: "webapp's Gateway and VirtualService are the only routing left",
      probe: count("virtualservices.networking.istio.io", 1, { namespace: NAMESPACE }),
      hint: `kubectl get gw,vs -n ${NAMESPACE}`,
    },
  ],
});
