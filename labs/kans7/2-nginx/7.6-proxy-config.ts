import { inUse, onPort, outbound, sidecar } from "../../proxies.js";
import { some, somewhere, step } from "../../step.js";
import { NAMESPACE, WEB_HOST, WEB_SERVER } from "../nginx.js";
import { DOMAIN, GATEWAY_URL } from "../routing.js";

const proxy = sidecar(WEB_SERVER, NAMESPACE);

/** One request, so that what comes in has an endpoint. */
const asked = { url: `${GATEWAY_URL}/`, headers: { Host: DOMAIN }, requests: 1 };

export default step({
  checks: [
    {
      says: "It listens for all HTTP on port 80, and catches what goes out on 15001",
      probe: proxy.listeners(
        undefined,
        some({ name: "0.0.0.0_80" }, { name: "virtualOutbound", ...onPort(15001) }),
      ),
      hint: "istioctl proxy-status says whether the sidecar has what istiod sent.",
    },
    {
      says: "svc-clusterip, whose port names no protocol, has a listener with its address",
      probe: proxy.listeners(80, some({ name: /^10\.200\.1\.\d+_80$/ })),
      hint: "kubectl get svc svc-clusterip -o yaml; a port called http would share 0.0.0.0_80.",
    },
    {
      says: "It has a route of its own too",
      probe: proxy.routes(`${WEB_HOST}:80`, somewhere({ cluster: outbound(WEB_HOST) })),
      hint: "istioctl proxy-config routes deploy/deploy-websrv",
    },
    {
      says: "Its endpoints come from istiod",
      probe: proxy.clusters(WEB_HOST, some({ name: outbound(WEB_HOST), type: "EDS" })),
      hint: "istioctl proxy-config clusters deploy/deploy-websrv",
    },
    {
      says: "What comes in goes to nginx on port 80, which is healthy",
      needs: "traffic",
      probe: {
        ...proxy.endpoints("inbound|80||", [{ hostStatuses: some({ ...onPort(80), ...inUse }) }]),
        after: asked,
      },
      hint: "The endpoint is there while there are requests: open the page, then look again.",
    },
  ],
});
