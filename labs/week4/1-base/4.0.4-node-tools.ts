import { nodeTools } from "../../node-actions.js";
import { act, inNode, step } from "../../step.js";

export default step({
  change: act(nodeTools),
  checks: [
    {
      says: "tree, tcpdump, ngrep and dig are in the node",
      needs: "internet",
      probe: inNode(["which", "tree", "tcpdump", "ngrep", "dig"]),
      timeoutMs: 180_000,
      hint: "apt needs the Internet; a denied start of dbus in its output is normal.",
    },
  ],
});
