import { describeLiveWalk } from "../support/live-walk.js";

/** The first half of week 3 with the config key `istio`: the gateway, routing, Flagger, mirroring, the outside. */
describeLiveWalk("week3", {
  from: "3.1",
  through: "3.31",
  istio: "1.23.2",
  traffic: ["3.6", "3.8", "3.9", "3.12", "3.13", "3.14", "3.15", "3.16", "3.19", "3.20"],
});
