import { defineCourse } from "../course.js";
import istio from "./1-istio/chapter.js";
import nginx from "./2-nginx/chapter.js";
import bookinfo from "./3-bookinfo/chapter.js";
import { loops } from "./load.js";
import { versions } from "./versions.js";

/**
 * Week 7 of KANS, another study: a newer Istio, nginx and Bookinfo. Its base lab has all that the last exercise
 * looks at.
 */
export const kans7 = defineCourse({
  id: "kans7",
  title: "An overview with a newer Istio: nginx, Bookinfo, Kiali",
  versions,
  base: "7.8",
  chapters: [istio, nginx, bookinfo],
  loops,
  board: async () => (await import("./board.js")).text,
});
