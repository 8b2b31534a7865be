import { join } from "node:path";
import { STAND_INS } from "../../../../labs/stand-ins/index.js";
import { pins } from "../../../pins.js";
import type { BedImage } from "../image.js";
import { place, placeText } from "./place.js";

/** User of programs that need no rights. */
const NOBODY = "USER 65534:65534";

const PROMETHEUS = `prom/prometheus:v${pins.prometheus}` as const;
const RELOAD = "jimmidyson/configmap-reload:v0.5.0";
const JAEGER = "docker.io/jaegertracing/all-in-one:1.35";
const METRICS_SERVER =
  `registry.k8s.io/metrics-server/metrics-server:v${pins.metricsServer}` as const;

/** The page of Prometheus is made with tools that its module does not bring; it looks for files here. */
const PROMETHEUS_HOME = "/prometheus";
const prometheusPage = `<!doctype html>
<meta charset="utf-8">
<title>Prometheus without its page</title>
<h1>Prometheus without its page</h1>
<p>This is the real Prometheus, built on this machine, and its API has all data; its page could not be
built. Ask the API:</p>
<pre>curl -s 'http://127.0.0.1:30001/api/v1/query?query=istio_requests_total' | jq</pre>
`;

export const prometheus: BedImage = {
  name: PROMETHEUS,
  what: STAND_INS[PROMETHEUS],
  tools: ["prometheus"],
  files: async (job) => {
    await place(job, job.locate("prometheus"), "/bin/prometheus");
    await placeText(job, `${PROMETHEUS_HOME}/web/ui/static/react/index.html`, prometheusPage);
  },
  config: [
    NOBODY,
    `WORKDIR ${PROMETHEUS_HOME}`,
    "EXPOSE 9090",
    'ENTRYPOINT ["/bin/prometheus"]',
    'CMD ["--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus"]',
  ],
  revision: 1,
};

export const configmapReload: BedImage = {
  name: RELOAD,
  what: STAND_INS[RELOAD],
  tools: ["bed-apps"],
  files: (job) => place(job, join(job.locate("bed-apps"), "configmap-reload"), "/configmap-reload"),
  config: [NOBODY, 'ENTRYPOINT ["/configmap-reload"]'],
  revision: 1,
};

export const jaeger: BedImage = {
  name: JAEGER,
  what: STAND_INS[JAEGER],
  tools: ["jaeger-all-in-one"],
  files: (job) => place(job, job.locate("jaeger-all-in-one"), "/usr/local/bin/jaeger-all-in-one"),
  config: [NOBODY, 'ENTRYPOINT ["/usr/local/bin/jaeger-all-in-one"]'],
  revision: 1,
};

export const metricsServer: BedImage = {
  name: METRICS_SERVER,
  what: STAND_INS[METRICS_SERVER],
  tools: ["metrics-server"],
  files: (job) => place(job, job.locate("metrics-server"), "/metrics-server"),
  config: [NOBODY, 'ENTRYPOINT ["/metrics-server"]'],
  revision: 1,
};
