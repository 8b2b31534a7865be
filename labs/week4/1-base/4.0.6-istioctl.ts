import { nodeIstioctl, nodeRelease } from "../../node-actions.js";
import { act, inNode, step } from "../../step.js";
import { versions } from "../versions.js";

export default step({
  change: act(nodeRelease(versions), nodeIstioctl(versions)),
  checks: [
    {
      says: `istioctl in the node is ${versions.istio}`,
      // where nothing can be downloaded the lab's own is copied, which was built from 1.17.5 and says so
      needs: "internet",
      probe: inNode(["istioctl", "version", "--remote=false"], { matches: `^${versions.istio}$` }),
      hint: "docker exec myk8s-control-plane ls -l /usr/local/bin/istioctl",
    },
  ],
});
