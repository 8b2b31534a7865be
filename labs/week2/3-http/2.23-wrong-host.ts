import type { Action } from "../../action.js";
import { ingressGateway } from "../../proxies.js";
import { act, all, inPod, step } from "../../step.js";
import { ISTIO_SYSTEM } from "../../istio.js";
import { apps } from "../apps.js";
import { HTTP_URL } from "../calls.js";
import { knowsPods } from "../store.js";
import { GATEWAY_POD } from "./gateway-pod.js";

const atLevel = (level: string): readonly string[] => [
  ...["curl", "-s", "-X", "POST", `http://localhost:15000/logging?http=${level}`],
];

/** The gateway logs every request with its headers. */
export const talkative: Action = {
  name: "gateway-log",
  title: "log level http=debug in the ingress gateway",
  place: {
    where: "pods",
    namespace: ISTIO_SYSTEM,
    selector: "app=istio-ingressgateway",
    container: GATEWAY_POD.container,
  },
  run: atLevel("debug"),
  undo: atLevel("warning"),
};

export default step({
  change: all(apps(1), act(talkative)),
  checks: [
    { ...knowsPods("The gateway", ingressGateway, 1), until: "the end" },
    {
      says: "The gateway's log level for HTTP is debug",
      probe: inPod(GATEWAY_POD, ["curl", "-s", "-X", "POST", "http://localhost:15000/logging"], {
        matches: "^\\s*http: debug$",
      }),
      until: "2.24",
    },
    {
      says: "A request to localhost:30000 is answered with 404",
      probe: { kind: "http", url: HTTP_URL, headers: { Host: "localhost:30000" }, status: 404 },
      until: "2.29",
      hint: "Another Gateway or VirtualService for all names answers it: kubectl get gw,vs -A",
    },
  ],
});
