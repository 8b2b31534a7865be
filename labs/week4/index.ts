import { defineCourse } from "../course.js";
import base from "./1-base/chapter.js";
import proxyStatistics from "./2-proxy-statistics/chapter.js";
import controlPlane from "./3-control-plane/chapter.js";
import { versions } from "./versions.js";

/**
 * Week 4: observability. Its base lab has what the week's exercises install one by one: Prometheus, Grafana, Jaeger and
 * Kiali beside the store.
 */
export const week4 = defineCourse({
  id: "week4",
  title: "Observability: metrics, traces and the pictures made of them",
  versions,
  base: "4.1",
  chapters: [base, proxyStatistics, controlPlane],
});
