import { inNode } from "../../probes.js";
import { act } from "../../state.js";
import { step } from "../../step.js";
import { RELEASE_PATH, nodeRelease } from "../../node-actions.js";

export default step({
  change: act(nodeRelease),
  checks: [
    {
      says: "The release's addon manifests are in the node",
      needs: "internet",
      probe: inNode(["test", "-f", `${RELEASE_PATH}/samples/addons/kiali.yaml`]),
      timeoutMs: 180_000,
      hint: "The archive comes from github.com; the node needs a way out.",
    },
  ],
});
