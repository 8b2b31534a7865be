import { catalogFault, readFault } from "../../apps/fault.js";
import { inPod, shareByChance } from "../../probes.js";
import { act } from "../../state.js";
import { step } from "../../step.js";
import { CATALOG_URL, FAILED } from "../load.js";
import { FAULT_SHARE, activeAt, inCatalog, lookAtSwitch } from "./resilience-common.js";

export default step({
  change: act(catalogFault(50)),
  checks: [
    {
      says: "catalog's switch stands at 50 %",
      needs: "traffic",
      probe: inPod(inCatalog, readFault, { matches: activeAt(50) }),
      until: "1.51",
      hint: "The fault lives in the process: a restarted pod has forgotten it.",
    },
    {
      says: "About half of 200 requests fail",
      needs: "traffic",
      probe: shareByChance(200, CATALOG_URL, FAILED, {
        expected: FAULT_SHARE,
        min: 0.4,
        max: 0.62,
        confidence: 0.995,
      }),
      until: "1.49",
      hint: lookAtSwitch,
    },
  ],
});
