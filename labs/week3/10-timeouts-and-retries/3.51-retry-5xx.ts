import { apply } from "../../state.js";
import { step } from "../../step.js";
import { isHidden } from "../backend-faults.js";
import { retry5xx } from "../backend-policies.js";
import { routes } from "../proxies.js";

export default step({
  change: apply("routing", retry5xx),
  checks: [
    {
      says: "So does simple-web's proxy",
      probe: routes({ matches: '"retryOn": "5xx"' }),
    },
    isHidden,
  ],
});
