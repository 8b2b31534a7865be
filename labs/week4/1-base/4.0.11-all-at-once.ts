import { step } from "../../step.js";
import { appsAreUp, store } from "../store.js";

export default step({
  beside: true,
  change: store,
  checks: [...appsAreUp],
});
