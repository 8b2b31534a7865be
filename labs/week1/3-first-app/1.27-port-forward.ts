import { NAMESPACE } from "../../apps/app.js";
import { items } from "../../apps/catalog-answers.js";
import { get, step } from "../../step.js";

export default step({
  checks: [
    {
      says: "webapp answers with the catalog by a port-forward to its pod",
      probe: get("http://127.0.0.1:8080/api/catalog", {
        through: { namespace: NAMESPACE, pod: "deploy/webapp" },
        json: items,
      }),
      until: "1.47",
      hint: "kubectl logs -n istioinaction deploy/webapp -c webapp",
    },
  ],
});
