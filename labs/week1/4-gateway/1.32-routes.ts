import { NAMESPACE } from "../../apps/app.js";
import { onHost } from "../../probes.js";
import { step } from "../../step.js";
import { GATEWAY, proxyConfig } from "./proxies-common.js";

export default step({
  checks: [
    {
      says: "Route http.8080 belongs to webapp-virtualservice",
      probe: onHost(proxyConfig("routes"), {
        matches: `^http\\.8080\\s+\\*\\s+/\\*\\s+webapp-virtualservice\\.${NAMESPACE}`,
      }),
      hint: "istioctl analyze names a VirtualService whose Gateway does not exist.",
    },
    {
      says: "It leads to the cluster of webapp's port 80",
      probe: onHost(proxyConfig("routes", "--name", "http.8080", "-o", "json"), {
        matches: `"cluster": "outbound\\|80\\|\\|webapp\\.${NAMESPACE}\\.svc\\.cluster\\.local"`,
      }),
      hint: `istioctl proxy-config routes ${GATEWAY} -o json`,
    },
  ],
});
