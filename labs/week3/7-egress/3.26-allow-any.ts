import { sidecar } from "../../proxies.js";
import { absent, has, inPod, somewhere, step } from "../../step.js";
import { DOWNLOAD, INSTALLED, inWebapp, outboundMode } from "./outbound-traffic.js";

export default step({
  checks: [
    {
      says: "The installation sets no policy for outbound traffic",
      probe: has(INSTALLED, outboundMode(absent)),
      hint: `kubectl get istiooperators -n istio-system installed-state -o yaml`,
      until: "the next change",
    },
    {
      says: "webapp's proxy lets requests to unknown hosts through",
      probe: sidecar("webapp").routes("80", somewhere({ name: "allow_any" })),
      until: "the next change",
    },
    {
      says: "webapp's container can download a file from the Internet",
      needs: "internet",
      probe: inPod(inWebapp, DOWNLOAD),
      until: "the next change",
    },
  ],
});
