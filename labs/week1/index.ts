import { defineCourse } from "../course.js";
import cluster from "./1-cluster/chapter.js";
import istio from "./2-istio/chapter.js";
import firstApp from "./3-first-app/chapter.js";
import gateway from "./4-gateway/chapter.js";
import observability from "./5-observability/chapter.js";
import resilience from "./6-resilience/chapter.js";
import release from "./7-release/chapter.js";
import teardown from "./8-teardown/chapter.js";
import { loops } from "./load.js";
import { versions } from "./versions.js";

/** Week 1: first contact with Istio. Its base has both versions of catalog and steers nothing yet. */
export const week1 = defineCourse({
  id: "week1",
  title: "First contact with Istio",
  versions,
  base: "1.54",
  chapters: [cluster, istio, firstApp, gateway, observability, resilience, release, teardown],
  loops,
  board: async () => (await import("./board.js")).text,
});
