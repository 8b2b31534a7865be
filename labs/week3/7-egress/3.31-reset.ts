import { NAMESPACE } from "../../apps/app.js";
import { absent, count, has, nothing, step } from "../../step.js";
import { base } from "../base.js";

/** What chapter 5 leaves none of, and the step that makes the first one again. */
const CLEARED = [
  ["deployments.apps", "Deployment", "3.32"],
  ["services", "Service", "3.32"],
  ["gateways.networking.istio.io", "Gateway", "3.32"],
  ["virtualservices.networking.istio.io", "VirtualService", "3.32"],
  ["destinationrules.networking.istio.io", "DestinationRule", "3.33"],
  ["envoyfilters.networking.istio.io", "EnvoyFilter", "3.53"],
  ["telemetries.telemetry.istio.io", "Telemetry", undefined],
  ["serviceentries.networking.istio.io", "ServiceEntry", undefined],
] as const;

export default step({
  change: () => base(nothing),
  checks: [
    ...CLEARED.map(([kind, name, until]) => ({
      says: `There is no ${name} in ${NAMESPACE}`,
      probe: count(kind, 0, { namespace: NAMESPACE }),
      ...(until === undefined ? {} : { until }),
      hint: `kubectl get ${kind} -n ${NAMESPACE} shows what was made by hand.`,
    })),
    {
      says: "The installation sets no policy for outbound traffic any more",
      probe: has("IstioOperator/istio-system/installed-state", {
        spec: { meshConfig: { outboundTrafficPolicy: absent } },
      }),
      hint: "kubectl get istiooperators -n istio-system installed-state -o yaml",
    },
  ],
});
