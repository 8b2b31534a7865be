import { has } from "../../probes.js";
import { step } from "../../step.js";
import { versions } from "../versions.js";
import { SYSTEM } from "./istio-common.js";

export default step({
  checks: [
    {
      says: `installed-state records profile default, tag ${versions.istio} and 1 % trace sampling`,
      probe: has(`IstioOperator/${SYSTEM}/installed-state`, {
        "spec.profile": { equals: "default" },
        "spec.tag": { equals: versions.istio },
        "spec.values.pilot.traceSampling": { equals: 1 },
      }),
      hint: "istioctl profile dump default shows the same values.",
    },
  ],
});
