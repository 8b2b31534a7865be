import { join } from "node:path";
import { STAND_INS } from "../../../../labs/stand-ins/index.js";
import { pins } from "../../../pins.js";
import type { BedImage } from "../image.js";
import { NOBODY, oneProgram } from "./one-program.js";
import { place, placeText } from "./place.js";

const RELOAD = "jimmidyson/configmap-reload:v0.5.0";
const JAEGER = "docker.io/jaegertracing/all-in-one:1.35";
const NEWER_JAEGER = "docker.io/jaegertracing/all-in-one:1.58";
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

/** That of a sample addon. @param tool its program */
const addonPrometheus = (
  image: `prom/prometheus:v${typeof pins.prometheus | typeof pins.addonPrometheus}`,
  tool: "prometheus" | "prometheus-2.52",
): BedImage => ({
  name: image,
  what: STAND_INS[image],
  tools: [tool],
  files: async (job) => {
    await place(job, job.locate(tool), "/bin/prometheus");
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
});

/** Istio 1.17's. */
export const prometheus = addonPrometheus(`prom/prometheus:v${pins.prometheus}`, "prometheus");

/** Istio 1.23's, and what tells it of new settings. */
export const newerPrometheus: readonly BedImage[] = [
  addonPrometheus(`prom/prometheus:v${pins.addonPrometheus}`, "prometheus-2.52"),
  oneProgram(
    `ghcr.io/prometheus-operator/prometheus-config-reloader:v${pins.configReloader}`,
    "config-reloader",
    "/bin/prometheus-config-reloader",
  ),
];

export const configmapReload: BedImage = {
  name: RELOAD,
  what: STAND_INS[RELOAD],
  tools: ["bed-apps"],
  files: (job) => place(job, join(job.locate("bed-apps"), "configmap-reload"), "/configmap-reload"),
  config: [NOBODY, 'ENTRYPOINT ["/configmap-reload"]'],
  revision: 1,
};

/** Istio 1.17's. */
export const jaeger = oneProgram(JAEGER, "jaeger-all-in-one", "/usr/local/bin/jaeger-all-in-one");

/** Istio 1.23's. */
export const newerJaeger = oneProgram(
  NEWER_JAEGER,
  "jaeger-1.58",
  "/usr/local/bin/jaeger-all-in-one",
);

export const metricsServer = oneProgram(METRICS_SERVER, "metrics-server", "/metrics-server");
