import { NAMESPACE } from "../../apps/app.js";
import { has, onHost } from "../../probes.js";
import { step } from "../../step.js";
import { listOf } from "../../tree.js";

export default step({
  checks: [
    {
      says: "catalog's template has one container",
      probe: has(`Deployment/${NAMESPACE}/catalog`, {
        spec: { template: { spec: { containers: listOf(1) } } },
      }),
      hint: "kube-inject output that was applied by hand would have two.",
    },
    {
      says: "catalog's pod has a proxy, the init container istio-init, and the label for mutual TLS",
      probe: onHost(
        [
          ...["kubectl", "get", "pod", "-n", NAMESPACE, "-l", "app=catalog,version=v1", "-o"],
          'jsonpath={range .items[*]}{.spec.containers[*].name} | {.spec.initContainers[*].name} | {.metadata.labels.security\\.istio\\.io/tlsMode}{"\\n"}{end}',
        ],
        {
          matches: "^(?:catalog istio-proxy|istio-proxy catalog) \\| (?:.* )?istio-init \\| istio$",
        },
      ),
      hint: `kubectl get pod -n ${NAMESPACE} -l app=catalog -o yaml`,
    },
  ],
});
