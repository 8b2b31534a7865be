import { FAILED } from "../../apps/catalog-answers.js";
import { catalogFault } from "../../apps/fault.js";
import { act, shareByChance, step } from "../../step.js";
import { CATALOG_URL } from "../load.js";
import { FAULT_SHARE, lookAtSwitch, switchStandsAt } from "./fault-switch.js";

export default step({
  change: act(catalogFault(50)),
  checks: [
    switchStandsAt(50),
    {
      says: "About half of 200 requests fail",
      probe: shareByChance(200, CATALOG_URL, FAILED, {
        expected: FAULT_SHARE,
        min: 0.4,
        max: 0.62,
        confidence: 0.995,
      }),
      hint: lookAtSwitch,
    },
  ],
});
