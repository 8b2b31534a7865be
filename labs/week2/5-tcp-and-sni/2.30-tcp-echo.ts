import { NAMESPACE } from "../../apps/app.js";
import { TCP_ECHO_SERVICE, tcpEcho } from "../../apps/tcp-echo.js";
import { ISTIO_SYSTEM } from "../../istio.js";
import { ingressGateway, onPort } from "../../proxies.js";
import { all, apply, by, has, mesh, some, step, tcp } from "../../step.js";
import { tcpGateway } from "../gateways.js";
import { TCP_PORT, withTcpPort } from "../mesh.js";
import { tcpEntry } from "../routing.js";
import { isUp } from "../store.js";

export default step({
  change: all(
    mesh(withTcpPort),
    apply("tcp-echo", ...tcpEcho),
    apply("routing", tcpGateway, tcpEntry),
  ),
  checks: [
    isUp("tcp-echo-deployment", "app=tcp-echo"),
    {
      says: "The gateway's Service leads from 30006 to port 31400",
      probe: has(`Service/${ISTIO_SYSTEM}/istio-ingressgateway`, {
        spec: {
          ports: by("name", {
            tcp: { port: TCP_PORT, targetPort: TCP_PORT, nodePort: 30006 },
          }),
        },
      }),
      hint: "An istioctl install by hand drops the port.",
    },
    {
      says: "The Service names its port, so that nobody has to guess the protocol",
      probe: has(`Service/${NAMESPACE}/${TCP_ECHO_SERVICE}`, {
        spec: { ports: [{ name: "tcp-echo" }] },
      }),
    },
    {
      says: "The gateway listens on 31400",
      probe: ingressGateway.listeners(TCP_PORT, some(onPort(TCP_PORT))),
      hint: "It does once a VirtualService is for the Gateway: kubectl get vs -n istioinaction",
    },
    {
      says: "The echo server greets with its pod and namespace, and says back what it is told",
      probe: tcp(
        30006,
        ["Running on Pod tcp-echo-deployment-", "In namespace istioinaction\\.", "^hello istio!$"],
        { sends: "hello istio!\n" },
      ),
      until: "2.31",
      hint: "kubectl logs -n istioinaction deploy/tcp-echo-deployment -c istio-proxy",
    },
  ],
});
