import { nodeRelease, releasePath } from "../../node-actions.js";
import { act, inNode, step } from "../../step.js";
import { versions } from "../versions.js";

export default step({
  change: act(nodeRelease(versions)),
  checks: [
    {
      says: "The release's addon manifests are in the node",
      needs: "internet",
      probe: inNode(["test", "-f", `${releasePath(versions)}/samples/addons/kiali.yaml`]),
      timeoutMs: 180_000,
      hint: "The archive comes from github.com; the node needs a way out.",
    },
  ],
});
