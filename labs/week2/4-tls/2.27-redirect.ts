import { items } from "../../apps/catalog-answers.js";
import { keyOf } from "../../kube.js";
import { apply, has, lacks, step, tls } from "../../step.js";
import { AS_WEBAPP, HTTP_URL, webappTls } from "../calls.js";
import { r3 } from "../gateways.js";

export default step({
  change: apply("routing", r3),
  checks: [
    {
      says: "The store's own Gateway redirects HTTP",
      probe: has(keyOf(r3), { spec: { servers: [{ tls: { httpsRedirect: true } }] } }),
      until: "2.28",
      hint: "kubectl get gw -A -o yaml shows which Gateway does.",
    },
    {
      says: "There is no second Gateway in the namespace default",
      probe: lacks("Gateway/default/coolstore-gateway"),
      hint: "The notes' command without -n istioinaction makes it: kubectl delete gw -n default coolstore-gateway",
    },
    {
      says: "A request by HTTP is answered with 301",
      probe: { kind: "http", url: HTTP_URL, status: 301, ...AS_WEBAPP },
      until: "2.28",
      hint: "kubectl get gw -A -o yaml",
    },
    {
      says: "HTTPS is answered as before",
      probe: tls(webappTls, { json: items }),
      until: "2.28",
      hint: "404: a Gateway without a VirtualService has the name. kubectl get gw -A",
    },
  ],
});
