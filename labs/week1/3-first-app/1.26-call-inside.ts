import { firstItem } from "../../apps/catalog-answers.js";
import { get, step } from "../../step.js";

const fromNetshoot = { namespace: "default", pod: "netshoot" };

export default step({
  checks: [
    "http://catalog.istioinaction/items/1",
    "http://webapp.istioinaction/api/catalog/items/1",
  ].map((url) => ({
    says: `netshoot gets item 1 from ${url}`,
    probe: get(url, { from: fromNetshoot, json: firstItem }),
    until: "1.47" as const,
    hint: "kubectl logs -n istioinaction deploy/webapp -c istio-proxy",
  })),
});
