import { catalogFault, readFault } from "../../apps/fault.js";
import { inPod, share } from "../../probes.js";
import { act } from "../../state.js";
import { step } from "../../step.js";
import { FAILED } from "../../apps/catalog-answers.js";
import { CATALOG_URL } from "../load.js";
import { activeAt, inCatalog, lookAtSwitch } from "./resilience-common.js";

export default step({
  change: act(catalogFault(100)),
  checks: [
    {
      says: "catalog's switch stands at 100 %",
      probe: inPod(inCatalog, readFault, { matches: activeAt(100) }),
      hint: "The fault lives in the process: a restarted pod has forgotten it.",
    },
    {
      says: "20 of 20 requests fail with 500",
      probe: share(20, CATALOG_URL, FAILED, 1, 1),
      hint: lookAtSwitch,
    },
  ],
});
