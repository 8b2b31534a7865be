import { defineCourse } from "../course.js";
import envoy from "./1-envoy/chapter.js";
import cluster from "./2-cluster/chapter.js";
import http from "./3-http/chapter.js";
import tls from "./4-tls/chapter.js";
import tcpAndSni from "./5-tcp-and-sni/chapter.js";
import teardown from "./6-teardown/chapter.js";
import { slips } from "./slips.js";
import { versions } from "./versions.js";

/**
 * Week 2: Envoy by hand, then Istio's ingress gateway. Its base lab is the store behind the gateway over HTTP, before
 * any exercise with certificates.
 */
export const week2 = defineCourse({
  id: "week2",
  title: "Envoy and the ingress gateway",
  versions,
  chapters: [envoy, cluster, http, tls, tcpAndSni, teardown],
  slips,
  base: "2.20",
});
