import { chapter } from "../../chapter.js";
import serviceMonitor from "./4.14-service-monitor.js";
import istiod from "./4.15-istiod.js";
import podMonitor from "./4.16-pod-monitor.js";
import traffic from "./4.17-traffic.js";

export default chapter("labs/week4/5-scraping", {
  "4.14-service-monitor": serviceMonitor,
  "4.15-istiod": istiod,
  "4.16-pod-monitor": podMonitor,
  "4.17-traffic": traffic,
});
