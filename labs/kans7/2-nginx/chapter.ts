import { chapter } from "../../chapter.js";
import hostName from "./7.3-host-name.js";
import nginx from "./7.4-nginx.js";
import gateway from "./7.5-gateway.js";
import proxyConfig from "./7.6-proxy-config.js";
import envoyAdmin from "./7.7-envoy-admin.js";

export default chapter("labs/kans7/2-nginx", {
  "7.3-host-name": hostName,
  "7.4-nginx": nginx,
  "7.5-gateway": gateway,
  "7.6-proxy-config": proxyConfig,
  "7.7-envoy-admin": envoyAdmin,
});
