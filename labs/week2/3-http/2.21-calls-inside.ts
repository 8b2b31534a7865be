import { firstItem } from "../../apps/catalog-answers.js";
import { get, step } from "../../step.js";

const from = { namespace: "default", pod: "netshoot" } as const;

export default step({
  checks: [
    {
      says: "catalog gives the pair of glasses to a client without a proxy",
      probe: get("http://catalog.istioinaction/items/1", { from, json: firstItem }),
      until: "the end",
      hint: "kubectl logs -n istioinaction deploy/catalog -c istio-proxy",
    },
    {
      says: "webapp gives it too: it asks catalog",
      probe: get("http://webapp.istioinaction/api/catalog/items/1", { from, json: firstItem }),
      until: "the end",
      hint: "kubectl logs -n istioinaction deploy/webapp -c istio-proxy",
    },
  ],
});
