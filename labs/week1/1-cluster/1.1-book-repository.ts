import { CATALOG_MANIFEST } from "../../apps/catalog.js";
import { onHost, step } from "../../step.js";

/** The commit of the book's repository that the labs were written against. */
const BOOK_COMMIT = "283a21420ad6d94e7bbee5789e7713cbc4bc396f";

export default step({
  checks: [
    {
      says: "The checkout holds catalog's manifest and the chaos script",
      needs: "book",
      probe: onHost(["ls", CATALOG_MANIFEST, "bin/chaos.sh"]),
      hint: "The configured path must be the folder book-source-code-master of the clone.",
    },
    {
      says: "The checkout stands at the commit that the labs know",
      needs: "book",
      probe: onHost(["git", "rev-parse", "HEAD"], { matches: `^${BOOK_COMMIT}$` }),
      hint: `git checkout ${BOOK_COMMIT} gives the files that the steps describe.`,
    },
  ],
});
