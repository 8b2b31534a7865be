import { inNode, step } from "../../step.js";

export default step({
  checks: [
    {
      says: "/istiobook/ch8 is a folder in the node",
      needs: "book",
      probe: inNode(["test", "-d", "/istiobook/ch8"]),
      hint: "The mounted folder must be book-source-code-master itself.",
    },
  ],
});
