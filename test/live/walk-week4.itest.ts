import { describeLiveWalk } from "../support/live-walk.js";

/** From the first node to Kiali: metrics, dashboards and traces of real requests. */
describeLiveWalk("week4", {
  from: "4.0.2",
  through: "4.46",
  traffic: ["4.2", "4.3", "4.6", "4.14", "4.16", "4.17", "4.22", "4.26", "4.36", "4.38", "4.39"],
});
