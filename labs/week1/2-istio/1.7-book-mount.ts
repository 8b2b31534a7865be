import { inNode, step } from "../../step.js";

export default step({
  checks: [
    {
      says: "/istiobook/services is a folder in the node",
      needs: "book",
      probe: inNode(["test", "-d", "/istiobook/services"]),
      hint: "The mounted folder must be book-source-code-master itself.",
    },
  ],
});
