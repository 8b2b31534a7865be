import { NAMESPACE } from "../apps/app.js";
import { count, has, lacks } from "../probes.js";
import { nothing } from "../state.js";
import type { Step } from "../week.js";
import { base } from "./base.js";

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

/** Phase G, last step: the way back to the start (weeks/week3.md 5). */
export const phaseGReset: readonly Step[] = [
  {
    id: "3.31",
    type: "M",
    title: "Back to the start for chapter 6",
    lesson: "Chapter 6 measures: what chapter 5 left behind would be in every figure.",
    commands: [
      `kubectl get deploy,svc,gw,vs,dr,se,envoyfilter,telemetry -n ${NAMESPACE}`,
      "kubectl get peerauthentication -A",
      "kubectl get istiooperators -n istio-system -o json | jq '.items[].spec.meshConfig'",
    ],
    patch: () => base(nothing),
    checks: [
      ...CLEARED.map(([kind, name, until]) => ({
        says: `There is no ${name} in ${NAMESPACE}`,
        needs: "objects" as const,
        probe: count(kind, 0, { namespace: NAMESPACE }),
        ...(until === undefined ? {} : { until }),
        hint: `kubectl get ${kind} -n ${NAMESPACE} shows what was made by hand.`,
      })),
      {
        says: "Mutual TLS is on again: there is no PeerAuthentication default",
        needs: "objects",
        probe: lacks("PeerAuthentication/istio-system/default"),
        hint: "kubectl get peerauthentication -A",
      },
      {
        says: "The installation sets no policy for outbound traffic any more",
        needs: "objects",
        probe: has("IstioOperator/istio-system/installed-state", {
          "spec.meshConfig.outboundTrafficPolicy": { absent: true },
        }),
        hint: "kubectl get istiooperators -n istio-system installed-state -o yaml",
      },
    ],
    deviation:
      "The notes have no command for it, but their chapter 6 starts on a clean cluster. Here all goes that 3.1 did not make: also what the notes never delete, the PeerAuthentication of 3.25, the Telemetries, the ServiceEntry, the service accounts and Flagger's definitions.",
  },
];
