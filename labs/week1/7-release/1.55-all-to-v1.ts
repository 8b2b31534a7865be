import { apply, step } from "../../step.js";
import { allToV1Spec, catalogRoute } from "../routing.js";

export default step({
  change: apply("routing", catalogRoute(allToV1Spec)),
  checks: [],
});
