import { apply, step } from "../../step.js";
import { gateway, webappRoute } from "../routing.js";

export default step({
  change: apply("routing", gateway, webappRoute),
  checks: [],
});
