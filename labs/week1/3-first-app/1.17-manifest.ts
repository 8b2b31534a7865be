import { CATALOG_MANIFEST } from "../../apps/catalog.js";
import { allOf, onHost, step } from "../../step.js";

export default step({
  checks: [
    {
      says: "The manifest has three objects",
      needs: "book",
      probe: onHost(["grep", "-c", "^kind:", CATALOG_MANIFEST], { matches: "^3$" }),
      hint: "The labs expect the pinned commit of step 1.1.",
    },
    {
      says: "The Service leads to port 3000, and the Deployment is labelled app and version",
      needs: "book",
      probe: onHost(["cat", CATALOG_MANIFEST], {
        matches: allOf("targetPort: 3000$", "app: catalog$", "version: v1$"),
      }),
      hint: "The labs expect the pinned commit of step 1.1.",
    },
  ],
});
