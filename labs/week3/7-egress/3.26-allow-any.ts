import { has, inPod } from "../../probes.js";
import { step } from "../../step.js";
import { WEBAPP, dump } from "../store-proxies.js";
import { DOWNLOAD, INSTALLED, MODE, SHOW_ROUTES, TRY_DOWNLOAD, inWebapp } from "./egress-common.js";

export default step({
  checks: [
    {
      says: "The installation sets no policy for outbound traffic",
      needs: "objects",
      probe: has(INSTALLED, { [MODE]: { absent: true } }),
      until: "3.27",
      hint: `kubectl get istiooperators -n istio-system installed-state -o yaml`,
    },
    {
      says: "webapp's proxy lets requests to unknown hosts through",
      needs: "mesh",
      probe: dump("routes", WEBAPP, ["--name", "80", "-o", "json"], {
        matches: '"name": "allow_any"',
      }),
      until: "3.27",
      hint: SHOW_ROUTES,
    },
    {
      says: "webapp's container can download a file from the Internet",
      needs: "internet",
      probe: inPod(inWebapp, DOWNLOAD),
      until: "3.27",
      hint: TRY_DOWNLOAD,
    },
  ],
});
