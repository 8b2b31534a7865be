import { apply } from "../../state.js";
import { step } from "../../step.js";
import { catalogRoute, darkLaunchSpec } from "../routing.js";

export default step({
  change: apply("routing", catalogRoute(darkLaunchSpec)),
  checks: [],
});
