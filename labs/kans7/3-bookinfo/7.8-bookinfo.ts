import { ISTIO_SYSTEM } from "../../istio.js";
import { ingressGateway, outbound } from "../../proxies.js";
import { addons, all, apply, available, get, has, sampleApp, somewhere, step } from "../../step.js";
import { bookinfoGateway, bookinfoRoute } from "../bookinfo-routing.js";
import { PRODUCT_PAGE } from "../load.js";
import { addonsPublished } from "../mesh.js";
import { NAMESPACE, WEB_HOST } from "../nginx.js";
import { DOMAIN, GATEWAY_URL } from "../routing.js";

const WORKLOADS = [
  ...["details-v1", "ratings-v1", "productpage-v1"],
  ...["reviews-v1", "reviews-v2", "reviews-v3"],
];

const ROUTE = "http.8080";
const PAGE_HOST = `productpage.${NAMESPACE}.svc.cluster.local`;

export default step({
  change: all(
    sampleApp("bookinfo", NAMESPACE),
    apply("routing", bookinfoGateway, bookinfoRoute),
    addons(addonsPublished),
  ),
  checks: [
    ...WORKLOADS.map((name) => ({
      says: `${name} is available`,
      probe: available(NAMESPACE, name),
      timeoutMs: 240_000,
      hint: `kubectl describe pod -n ${NAMESPACE} -l app=${name.replace(/-v\d$/, "")}`,
    })),
    {
      says: "The three versions of reviews have one account, so to the mesh they are one",
      probe: has(`ServiceAccount/${NAMESPACE}/bookinfo-reviews`),
      hint: "kubectl get sa",
    },
    ...["prometheus", "grafana", "jaeger", "kiali"].map((name) => ({
      says: `${name} is available`,
      probe: available(ISTIO_SYSTEM, name),
      timeoutMs: 240_000,
      hint: `kubectl describe pod -n ${ISTIO_SYSTEM} -l app=${name}; kiali is the last, after up to two minutes.`,
    })),
    {
      says: "Loki is there, with a Service",
      probe: has(`Service/${ISTIO_SYSTEM}/loki`),
      hint: "kubectl get statefulset,svc -n istio-system",
    },
    {
      says: "The host gets Bookinfo's page",
      probe: get(PRODUCT_PAGE, { body: "Simple Bookstore App" }),
      timeoutMs: 120_000,
      hint: "404 means no route, 503 that productpage is not ready: kubectl get pod",
    },
    {
      says: `${DOMAIN} is still nginx, on the same port`,
      probe: get(`${GATEWAY_URL}/`, { headers: { Host: DOMAIN }, body: "Welcome to nginx!" }),
      hint: "istioctl proxy-config routes deploy/istio-ingressgateway.istio-system --name http.8080",
    },
    {
      says: "Both Gateways end on one listener, whose routes lead to both",
      probe: ingressGateway.routes(
        ROUTE,
        somewhere({ cluster: outbound(WEB_HOST) }),
        somewhere({ cluster: `outbound|9080||${PAGE_HOST}` }),
      ),
      hint: "kubectl get gw -o yaml: ports 80 and 8080 are the same one to the proxy.",
    },
  ],
});
