import { describeLiveWalk } from "../support/live-walk.js";

/** Mirroring, what lies outside the mesh, and how calls are spread over a Service's pods. */
describeLiveWalk("week3", {
  from: "3.22",
  through: "3.42",
  traffic: [
    ...["3.22", "3.24", "3.27", "3.28", "3.29", "3.33", "3.34", "3.35", "3.36", "3.37", "3.38"],
    ...["3.39", "3.40", "3.41", "3.42"],
  ],
});
