import { chapter } from "../../chapter.js";
import traffic from "./4.27-traffic.js";
import configMap from "./4.28-config-map.js";
import label from "./4.29-label.js";

export default chapter("labs/week4/8-dashboards", {
  "4.27-traffic": traffic,
  "4.28-config-map": configMap,
  "4.29-label": label,
});
