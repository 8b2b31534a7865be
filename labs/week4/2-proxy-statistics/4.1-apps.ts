import { NAMESPACE } from "../../apps/app.js";
import { appsAreUp, store } from "../store.js";
import { count, step } from "../../step.js";

export default step({
  change: store,
  checks: [
    ...appsAreUp,
    ...["Gateway", "VirtualService"].map((kind) => ({
      says: `There is one ${kind}`,
      probe: count(`${kind.toLowerCase()}s.networking.istio.io`, 1, { namespace: NAMESPACE }),
      hint: `kubectl get ${kind.toLowerCase()} -n ${NAMESPACE}`,
    })),
  ],
});
