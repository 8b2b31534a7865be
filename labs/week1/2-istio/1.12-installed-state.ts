import { has } from "../../probes.js";
import { step } from "../../step.js";
import { ISTIO_VERSION } from "../mesh.js";
import { SYSTEM } from "./istio-common.js";

export default step({
  checks: [
    {
      says: `installed-state records profile default, tag ${ISTIO_VERSION} and 1 % trace sampling`,
      probe: has(`IstioOperator/${SYSTEM}/installed-state`, {
        "spec.profile": { equals: "default" },
        "spec.tag": { equals: ISTIO_VERSION },
        "spec.values.pilot.traceSampling": { equals: 1 },
      }),
      hint: "istioctl profile dump default shows the same values.",
    },
  ],
});
