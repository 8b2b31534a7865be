import { chapter } from "../../chapter.js";
import emptyGateway from "./2.17-empty-gateway.js";
import gateway from "./2.18-gateway.js";
import route from "./2.19-route.js";
import apps from "./2.20-apps.js";
import callsInside from "./2.21-calls-inside.js";
import scale from "./2.22-scale.js";
import wrongHost from "./2.23-wrong-host.js";
import rightHost from "./2.24-right-host.js";

export default chapter("labs/week2/3-http", {
  "2.17-empty-gateway": emptyGateway,
  "2.18-gateway": gateway,
  "2.19-route": route,
  "2.20-apps": apps,
  "2.21-calls-inside": callsInside,
  "2.22-scale": scale,
  "2.23-wrong-host": wrongHost,
  "2.24-right-host": rightHost,
});
