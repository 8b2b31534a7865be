import { NAMESPACE } from "../apps/app.js";
import type { CommandProbe, PodPlace } from "../probe-kinds.js";
import { inPod } from "../probes.js";

/** The proxy beside an application. */
export const proxyOf = (deployment: string): PodPlace => ({
  namespace: NAMESPACE,
  pod: `deploy/${deployment}`,
  container: "istio-proxy",
});

type Asked = Parameters<typeof inPod>[2];

/** Asks a proxy's own admin page. @param path `stats`, `clusters`, `stats/prometheus` */
export const askProxy = (deployment: string, path: string, asked: Asked): CommandProbe =>
  inPod(proxyOf(deployment), ["pilot-agent", "request", "GET", path], asked);

/** What a proxy counts, in Envoy's own form: `istiocustom.istio_requests_total.reporter.source.…: 2`. */
export const statsOf = (deployment: string, asked: Asked): CommandProbe =>
  askProxy(deployment, "stats", asked);

type Labels = Readonly<Record<string, string>>;

/**
 * Expression for a counter of requests in Envoy's own form, by whom it is reported and by some of its labels, in the
 * order in which they stand there.
 */
export const requestsBy = (reporter: "source" | "destination", labels: Labels): string =>
  [
    `^istiocustom\\.istio_requests_total\\.reporter\\.${reporter}\\.`,
    ...Object.entries(labels).map(([name, value]) => `.*\\b${name}\\.${value}\\b`),
    ".*: [1-9]",
  ].join("");

/**
 * Expression for the same in Prometheus' form: `istio_requests_total{reporter="source",…} 2`. Its labels may stand in
 * any order.
 * @param without labels that it must not have
 */
export const requestSeries = (
  reporter: "source" | "destination",
  labels: Labels,
  without: readonly string[] = [],
): string =>
  [
    `^istio_requests_total\\{reporter="${reporter}"`,
    ...Object.entries(labels).map(([name, value]) => `(?=.*,${name}="${value}")`),
    ...without.map((name) => `(?!.*,${name}=)`),
    ".*\\} [1-9]",
  ].join("");
