import { items } from "../../apps/catalog-answers.js";
import { get, step, undo } from "../../step.js";
import { WEBAPP_HOST } from "../certificates.js";
import { AS_WEBAPP, HTTP_URL } from "../calls.js";
import { talkative } from "./2.23-wrong-host.js";

export default step({
  change: undo(talkative.name),
  checks: [
    {
      says: "A request for webapp.istioinaction.io gets the four items",
      probe: get(HTTP_URL, { ...AS_WEBAPP, json: items }),
      until: "2.27",
      hint: "404: no route (step 2.19). A refused connection: no port (step 2.15).",
    },
    {
      says: "So does one for webapp.istioinaction.io:30000",
      probe: get(HTTP_URL, { headers: { Host: `${WEBAPP_HOST}:30000` }, json: items }),
      until: "2.27",
      hint: "istioctl proxy-config routes deploy/istio-ingressgateway.istio-system --name http.8080 -o json: ignorePortInHostMatching",
    },
  ],
});
