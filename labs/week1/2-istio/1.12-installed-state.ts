import { ISTIO_SYSTEM } from "../../istio.js";
import { has, step } from "../../step.js";
import { versions } from "../versions.js";

export default step({
  checks: [
    {
      says: `installed-state records profile default, tag ${versions.istio} and 1 % trace sampling`,
      probe: has(`IstioOperator/${ISTIO_SYSTEM}/installed-state`, {
        spec: {
          profile: "default",
          tag: versions.istio,
          values: { pilot: { traceSampling: 1 } },
        },
      }),
      hint: "istioctl profile dump default shows the same values.",
    },
  ],
});
