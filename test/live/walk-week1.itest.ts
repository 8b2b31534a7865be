import { describeLiveWalk } from "../support/live-walk.js";

/** From the first node to the last version of catalog: 6 to 8 minutes on 2 cores. */
describeLiveWalk("week1", {
  from: "1.2",
  through: "1.59",
  traffic: ["1.38", "1.47", "1.48", "1.49", "1.52", "1.56", "1.58", "1.59"],
});
