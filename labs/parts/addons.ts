import { definePart } from "./part.js";

/** The sample Prometheus of the Istio release. */
export const prometheus = definePart({
  name: "prometheus",
  token: "istio-lab:observability:Prometheus",
  isAddon: true,
});

/** The sample Grafana of the Istio release, with Istio's dashboards. */
export const grafana = definePart({
  name: "grafana",
  token: "istio-lab:observability:Grafana",
  isAddon: true,
});

/** The sample Jaeger of the Istio release; its page is the Service `tracing`. */
export const jaeger = definePart({
  name: "jaeger",
  token: "istio-lab:observability:Jaeger",
  pages: { "istio-system/tracing": "/jaeger/search" },
  isAddon: true,
});

/** The sample Loki of the Istio release, where it has one: 1.23 does, 1.17 does not. It keeps logs, which nobody sends. */
export const loki = definePart({
  name: "loki",
  token: "istio-lab:observability:Loki",
  isAddon: true,
});

/** The sample Kiali of the Istio release. */
export const kiali = definePart({
  name: "kiali",
  token: "istio-lab:observability:Kiali",
  pages: { "istio-system/kiali": "/kiali" },
  isAddon: true,
});
