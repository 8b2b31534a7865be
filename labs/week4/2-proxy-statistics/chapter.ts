import { chapter } from "../../chapter.js";
import apps from "./4.1-apps.js";
import call from "./4.2-call.js";
import defaults from "./4.3-defaults.js";
import before from "./4.4-before.js";
import inclusion from "./4.5-inclusion.js";
import clusterStats from "./4.6-cluster-stats.js";

export default chapter("labs/week4/2-proxy-statistics", {
  "4.1-apps": apps,
  "4.2-call": call,
  "4.3-defaults": defaults,
  "4.4-before": before,
  "4.5-inclusion": inclusion,
  "4.6-cluster-stats": clusterStats,
});
