import { catalogFault, readFault } from "../../apps/fault.js";
import { inPod, share } from "../../probes.js";
import { act } from "../../state.js";
import { step } from "../../step.js";
import { CATALOG_URL, FAILED } from "../load.js";
import { activeAt, inCatalog, lookAtSwitch } from "./resilience-common.js";

export default step({
  change: act(catalogFault(100)),
  checks: [
    {
      says: "catalog's switch stands at 100 %",
      needs: "traffic",
      probe: inPod(inCatalog, readFault, { matches: activeAt(100) }),
      until: "1.48",
      hint: "The fault lives in the process: a restarted pod has forgotten it.",
    },
    {
      says: "20 of 20 requests fail with 500",
      needs: "traffic",
      probe: share(20, CATALOG_URL, FAILED, 1, 1),
      until: "1.48",
      hint: lookAtSwitch,
    },
  ],
});
