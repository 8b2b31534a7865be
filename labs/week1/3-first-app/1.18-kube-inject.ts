import { NAMESPACE } from "../../apps/app.js";
import { CATALOG_MANIFEST } from "../../apps/catalog.js";
import { allOf, lacks, onHost, step } from "../../step.js";

export default step({
  checks: [
    {
      says: "The printed Deployment has istio-proxy and istio-init",
      needs: "book",
      probe: onHost(["istioctl", "kube-inject", "-f", CATALOG_MANIFEST], {
        matches: allOf("name: istio-proxy$", "name: istio-init$"),
      }),
      hint: "kube-inject reads the injector's template from the cluster.",
    },
    {
      says: "Nothing was applied: there is no Deployment catalog",
      probe: lacks(`Deployment/${NAMESPACE}/catalog`),
      hint: "lab status shows the step of the lab.",
    },
  ],
});
