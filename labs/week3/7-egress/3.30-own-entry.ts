import { NAMESPACE } from "../../apps/app.js";
import { count, onHost } from "../../probes.js";
import { step } from "../../step.js";

export default step({
  checks: [
    {
      says: "istioctl finds no error in the namespace",
      needs: "mesh",
      probe: onHost(["istioctl", "analyze", "-n", NAMESPACE], { lacks: "^Error \\[" }),
      until: "3.31",
      hint: `istioctl analyze -n ${NAMESPACE}`,
    },
    {
      says: "The lab's ServiceEntry is the only one: the one for httpbin.org is yours to make and to delete",
      needs: "objects",
      probe: count("serviceentries.networking.istio.io", 1, { namespace: NAMESPACE }),
      until: "3.31",
      hint: `kubectl delete serviceentry -n ${NAMESPACE} httpbin-svc`,
    },
  ],
});
