import { chapter } from "../../chapter.js";
import reset from "./3.63-reset.js";
import failingEndpoint from "./3.64-failing-endpoint.js";
import eject from "./3.65-eject.js";
import retry from "./3.66-retry.js";

export default chapter("labs/week3/12-outliers", {
  "3.63-reset": reset,
  "3.64-failing-endpoint": failingEndpoint,
  "3.65-eject": eject,
  "3.66-retry": retry,
});
