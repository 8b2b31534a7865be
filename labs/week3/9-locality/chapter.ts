import { chapter } from "../../chapter.js";
import zones from "./3.39-zones.js";
import outlierDetection from "./3.40-outlier-detection.js";
import nearFails from "./3.41-near-fails.js";
import nearWell from "./3.42-near-well.js";

export default chapter("labs/week3/9-locality", {
  "3.39-zones": zones,
  "3.40-outlier-detection": outlierDetection,
  "3.41-near-fails": nearFails,
  "3.42-near-well": nearWell,
});
