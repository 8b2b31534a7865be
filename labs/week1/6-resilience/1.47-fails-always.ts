import { FAILED } from "../../apps/catalog-answers.js";
import { catalogFault } from "../../apps/fault.js";
import { act, share, step } from "../../step.js";
import { CATALOG_URL } from "../load.js";
import { lookAtSwitch, switchStandsAt } from "./fault-switch.js";

export default step({
  change: act(catalogFault(100)),
  checks: [
    switchStandsAt(100),
    {
      says: "20 of 20 requests fail with 500",
      probe: share(20, CATALOG_URL, FAILED, 1, 1),
      hint: lookAtSwitch,
    },
  ],
});
