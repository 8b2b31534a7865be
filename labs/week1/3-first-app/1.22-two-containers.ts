import { NAMESPACE } from "../../apps/app.js";
import { onHost, step } from "../../step.js";

/** One line per pod: which containers are ready, and from which images. */
const PODS =
  '{range .items[*]}{.metadata.name}:{range .status.containerStatuses[*]} {.name}={.ready}{end} {.spec.containers[*].image}{"\\n"}{end}';

/** A line of a pod that lacks its application, its sidecar, or the sidecar's right version. */
const WITHOUT_SIDECAR =
  "^(?!(?=.* (?:catalog|webapp)=true)(?=.* istio-proxy=true)(?=.*/proxyv2:1\\.17\\.8)).+$";

export default step({
  checks: [
    {
      says: "Every pod runs its application and an istio-proxy 1.17.8, both ready",
      probe: onHost(["kubectl", "get", "pod", "-n", NAMESPACE, "-o", `jsonpath=${PODS}`], {
        matches: "^catalog-[\\s\\S]*^webapp-",
        lacks: WITHOUT_SIDECAR,
      }),
      timeoutMs: 120_000,
      hint: "A pod from before the label has no sidecar; deleting it brings one that has.",
    },
  ],
});
