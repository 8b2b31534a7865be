import { ISTIO_SYSTEM } from "../../istio.js";
import { inPod, step } from "../../step.js";
import { LISTENING, listensOn } from "../listening.js";

export default step({
  checks: [
    {
      says: "istiod listens on 15010, 15012, 15014, 15017 and 8080",
      probe: inPod({ namespace: ISTIO_SYSTEM, pod: "deploy/istiod" }, LISTENING, {
        matches: listensOn(15010, 15012, 15014, 15017, 8080),
      }),
      hint: "kubectl logs -n istio-system deploy/istiod",
      until: "the end",
    },
  ],
});
