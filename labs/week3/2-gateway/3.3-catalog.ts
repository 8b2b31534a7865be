import { NAMESPACE } from "../../apps/app.js";
import { items } from "../../apps/catalog-answers.js";
import { catalog } from "../../apps/catalog.js";
import { apply, available, each, get, onHost, some, step } from "../../step.js";

const fromNetshoot = { namespace: NAMESPACE, pod: "netshoot", container: "netshoot" };

export default step({
  change: apply("catalog", ...catalog),
  checks: [
    {
      says: "catalog is available with one pod",
      probe: available(NAMESPACE, "catalog", { status: { readyReplicas: 1 } }),
      timeoutMs: 120_000,
      until: "3.19",
      hint: `kubectl describe pod -n ${NAMESPACE} -l app=catalog`,
    },
    {
      says: "Its pod has a proxy next to the application",
      probe: onHost(
        [
          ...["kubectl", "get", "pod", "-n", NAMESPACE, "-l", "app=catalog,version=v1"],
          "-o",
          "json",
        ],
        { json: { items: each({ spec: { containers: some({ name: "istio-proxy" }) } }) } },
      ),
      until: "3.19",
      hint: "A pod from before the namespace's label has no proxy; deleting it brings one that has.",
    },
    {
      says: "netshoot gets the four items by the Service's name",
      probe: get(`http://catalog.${NAMESPACE}/items`, { from: fromNetshoot, json: items }),
      until: "3.6",
      hint: `kubectl logs -n ${NAMESPACE} deploy/catalog -c istio-proxy`,
    },
  ],
});
