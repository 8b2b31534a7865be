import { NAMESPACE } from "../../apps/app.js";
import { count, nowhere, onHost, step } from "../../step.js";

export default step({
  checks: [
    {
      says: "istioctl finds no error in the namespace",
      probe: onHost(["istioctl", "analyze", "-n", NAMESPACE, "-o", "json"], {
        json: nowhere({ level: "Error" }),
      }),
      until: "the next change",
      hint: `istioctl analyze -n ${NAMESPACE}`,
    },
    {
      says: "The lab's ServiceEntry is the only one: the one for httpbin.org is yours to make and to delete",
      probe: count("serviceentries.networking.istio.io", 1, { namespace: NAMESPACE }),
      hint: `kubectl delete serviceentry -n ${NAMESPACE} httpbin-svc`,
    },
  ],
});
