import { apply, step } from "../../step.js";
import { catalogRoute, darkLaunchSpec } from "../routing.js";

export default step({
  change: apply("routing", catalogRoute(darkLaunchSpec)),
  checks: [],
});
