import { ingressGateway, outbound } from "../../proxies.js";
import { apply, get, somewhere, step } from "../../step.js";
import { NAMESPACE, WEB_HOST } from "../nginx.js";
import { DOMAIN, GATEWAY_URL, nginxRoute, testGateway } from "../routing.js";

/** As of what Istio makes a route of, whatever version it keeps the object in. */
const config = new RegExp(`/namespaces/${NAMESPACE}/virtual-service/nginx-service$`);

const ROUTE = "http.8080";

export default step({
  change: apply("routing", testGateway, nginxRoute),
  checks: [
    {
      says: `A request for ${DOMAIN} gets the page of nginx`,
      probe: get(`${GATEWAY_URL}/`, { headers: { Host: DOMAIN }, body: "Welcome to nginx!" }),
      hint: "404 means no route for the name, a refused connection no Gateway.",
    },
    {
      says: "A request for another name is answered with 404",
      probe: { kind: "http", url: `${GATEWAY_URL}/`, status: 404 },
      hint: 'A VirtualService of this week has "*" for /productpage and the like alone: kubectl get vs -A',
    },
    {
      says: "Route http.8080 of the gateway comes from nginx-service",
      probe: ingressGateway.routes(ROUTE, somewhere({ filterMetadata: { istio: { config } } })),
      hint: "istioctl analyze names a VirtualService whose Gateway does not exist.",
    },
    {
      says: "It leads to the cluster of svc-clusterip",
      probe: ingressGateway.routes(ROUTE, somewhere({ cluster: outbound(WEB_HOST) })),
    },
  ],
});
