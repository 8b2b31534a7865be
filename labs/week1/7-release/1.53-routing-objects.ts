import { NAMESPACE } from "../../apps/app.js";
import { count, step } from "../../step.js";

export default step({
  checks: (
    [
      ["gateways", "There is one Gateway", 1],
      ["virtualservices", "There are two VirtualServices", 2],
      ["destinationrules", "There is one DestinationRule", 1],
    ] as const
  ).map(([kind, says, number]) => ({
    says,
    probe: count(`${kind}.networking.istio.io`, number, { namespace: NAMESPACE }),
    hint: `kubectl get gw,vs,dr -n ${NAMESPACE}`,
  })),
});
