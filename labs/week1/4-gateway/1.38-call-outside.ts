import { firstItem, items } from "../../apps/catalog-answers.js";
import { get, step } from "../../step.js";
import { CATALOG_URL } from "../load.js";

export default step({
  checks: [
    {
      says: "The catalog has its four items, without images",
      probe: get(CATALOG_URL, { json: items }),
      until: "1.47",
      hint: "404 means no route (step 1.32), a refused connection means no port (step 1.36).",
    },
    {
      says: "Item 1 is the pair of glasses",
      probe: get(`${CATALOG_URL}/items/1`, { json: firstItem }),
      until: "1.47",
      hint: "kubectl logs -n istioinaction deploy/webapp -c istio-proxy",
    },
    {
      says: "A HEAD request is answered with 200",
      probe: { kind: "http", method: "HEAD", url: CATALOG_URL, status: 200 },
      until: "1.47",
      hint: "kubectl logs -n istioinaction deploy/webapp -c webapp",
    },
  ],
});
