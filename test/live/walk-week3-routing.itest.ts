import { itNoticesBreakage, subset, weights } from "../support/broken-by-hand.js";
import { describeLiveWalk } from "../support/live-walk.js";

/** From the empty mesh to the last version of catalog: routing, shares, Flagger's release. */
describeLiveWalk(
  "week3",
  {
    from: "3.1",
    through: "3.21",
    traffic: ["3.6", "3.8", "3.9", "3.12", "3.13", "3.14", "3.15", "3.16", "3.19", "3.20"],
  },
  (lab) => {
    itNoticesBreakage(lab, [
      {
        what: "the weights",
        step: "3.15",
        patch: ["vs", "catalog", { spec: { http: [weights(10, 90)] } }],
        seen: /\d+ of 200/,
      },
      {
        what: "a subset's label",
        step: "3.14",
        patch: ["dr", "catalog", { spec: { subsets: [subset("version-v1", "v2")] } }],
        seen: /30 of 30/,
      },
    ]);
  },
);
