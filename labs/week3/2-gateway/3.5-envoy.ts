import { NAMESPACE } from "../../apps/app.js";
import { ingressGateway, madeBy, outbound, sidecar } from "../../proxies.js";
import { allOf, get, nowhere, onHost, somewhere, step } from "../../step.js";
import { CATALOG_HOST } from "../catalog-routing.js";
import { healthyEndpoints } from "../store-proxies.js";

export default step({
  checks: [
    {
      says: "catalog, netshoot and the gateway are in sync",
      probe: onHost(["istioctl", "proxy-status"], {
        matches: allOf(
          "^catalog-\\S+\\.istioinaction\\s",
          "^netshoot\\.istioinaction\\s",
          "^istio-ingressgateway-\\S+\\.istio-system\\s",
        ),
        lacks: "\\sSTALE\\s",
      }),
      until: "3.19",
      hint: "A proxy that is missing has lost istiod: kubectl logs -n istio-system deploy/istiod",
    },
    {
      says: "Route http.8080 of the gateway is for catalog.istioinaction.io",
      probe: ingressGateway.routes(
        "http.8080",
        somewhere({
          domains: ["catalog.istioinaction.io"],
          routes: [madeBy("catalog-vs-from-gw")],
        }),
      ),
      until: "3.10",
      hint: `istioctl analyze -n ${NAMESPACE} names a VirtualService whose Gateway is missing.`,
    },
    {
      says: "catalog's own proxy has no VirtualService for it: this one is for the gateway alone",
      probe: sidecar("catalog").routes(
        "80",
        somewhere({ name: `${CATALOG_HOST}:80` }),
        nowhere(madeBy("catalog-vs-from-gw")),
      ),
      until: "3.12",
    },
    {
      says: "The gateway has one healthy endpoint of catalog, on port 3000",
      probe: ingressGateway.endpoints(outbound(CATALOG_HOST), healthyEndpoints(1)),
      hint: `kubectl get ep -n ${NAMESPACE} catalog`,
      until: "the next change",
    },
    {
      says: "The gateway's admin page answers by a port-forward",
      probe: get("http://127.0.0.1:15000/server_info", {
        through: { namespace: "istio-system", pod: "deploy/istio-ingressgateway" },
      }),
      hint: "Envoy's admin port listens on the pod's loopback only.",
    },
  ],
});
