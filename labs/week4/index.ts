import { defineCourse } from "../course.js";
import base from "./1-base/chapter.js";
import proxyStatistics from "./2-proxy-statistics/chapter.js";
import controlPlane from "./3-control-plane/chapter.js";
import prometheus from "./4-prometheus/chapter.js";
import scraping from "./5-scraping/chapter.js";
import dimensions from "./6-dimensions/chapter.js";
import attributes from "./7-attributes/chapter.js";
import dashboards from "./8-dashboards/chapter.js";
import tracing from "./9-tracing/chapter.js";
import traceHeaders from "./10-trace-headers/chapter.js";
import traceSettings from "./11-trace-settings/chapter.js";
import kiali from "./12-kiali/chapter.js";
import { loops } from "./loops.js";
import { versions } from "./versions.js";

/**
 * Week 4: observability. Its base lab has at once what the exercises install one by one: Prometheus, Grafana, Jaeger
 * and Kiali beside the store, and no exercise done.
 */
export const week4 = defineCourse({
  id: "week4",
  title: "Observability",
  versions,
  base: "4.0.11",
  chapters: [
    base,
    proxyStatistics,
    controlPlane,
    prometheus,
    scraping,
    dimensions,
    attributes,
    dashboards,
    tracing,
    traceHeaders,
    traceSettings,
    kiali,
  ],
  loops,
  board: async () => (await import("./board.js")).text,
});
