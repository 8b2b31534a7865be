import { chapter } from "../../chapter.js";
import statusBefore from "./1.28-status-before.js";
import gateway from "./1.29-gateway.js";
import list from "./1.30-list.js";
import statusAfter from "./1.31-status-after.js";
import routes from "./1.32-routes.js";
import listeners from "./1.33-listeners.js";
import gatewayEndpoints from "./1.34-gateway-endpoints.js";
import certificates from "./1.35-certificates.js";
import nodePort from "./1.36-node-port.js";
import clientAddress from "./1.37-client-address.js";
import callOutside from "./1.38-call-outside.js";
import poll from "./1.39-poll.js";

export default chapter("labs/week1/4-gateway", {
  "1.28-status-before": statusBefore,
  "1.29-gateway": gateway,
  "1.30-list": list,
  "1.31-status-after": statusAfter,
  "1.32-routes": routes,
  "1.33-listeners": listeners,
  "1.34-gateway-endpoints": gatewayEndpoints,
  "1.35-certificates": certificates,
  "1.36-node-port": nodePort,
  "1.37-client-address": clientAddress,
  "1.38-call-outside": callOutside,
  "1.39-poll": poll,
});
