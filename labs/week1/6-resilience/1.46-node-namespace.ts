import { NAMESPACE } from "../../apps/app.js";
import { nodeNamespace } from "../../node-actions.js";
import { act, inNode, step } from "../../step.js";

export default step({
  change: act(nodeNamespace),
  checks: [
    {
      says: "kubectl in the node uses istioinaction",
      probe: inNode(["kubectl", "config", "view", "--minify", "-o", "jsonpath={..namespace}"], {
        matches: `^${NAMESPACE}$`,
      }),
      hint: "docker exec myk8s-control-plane kubectl config get-contexts",
    },
  ],
});
