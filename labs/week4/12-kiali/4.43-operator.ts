import { kialiOperator } from "../../observability/kiali-operator/index.js";
import { apply, available, has, step } from "../../step.js";

const OPERATOR = "kiali-operator";

export default step({
  change: apply("kiali-operator", ...kialiOperator),
  checks: [
    {
      says: "The operator is available",
      probe: available(OPERATOR, OPERATOR),
      timeoutMs: 300_000,
      hint: `kubectl describe pod -n ${OPERATOR}`,
    },
    {
      says: "The kind Kiali is defined",
      probe: has("CustomResourceDefinition/kialis.kiali.io", {
        spec: { group: "kiali.io", names: { kind: "Kiali" } },
      }),
    },
  ],
});
