import { podMonitor, serviceMonitor } from "./monitor.js";
import { NAMESPACE, ofRelease } from "./names.js";

const INTERVAL = "15s";

/** Scrapes istiod. The job is named after its Service's label `istio`, and the series get its label `app`. */
export const istioComponentMonitor = serviceMonitor(
  {
    name: "istio-component-monitor",
    namespace: NAMESPACE,
    labels: { monitoring: "istio-components", ...ofRelease },
  },
  {
    jobLabel: "istio",
    targetLabels: ["app"],
    selector: { matchExpressions: [{ key: "istio", operator: "In", values: ["pilot"] }] },
    namespaceSelector: { any: true },
    endpoints: [{ port: "http-monitoring", interval: INTERVAL }],
  },
);

/**
 * Scrapes every proxy of the mesh, where its pod's annotations say. No pod has the label `envoy-stats`, so the job is
 * named after the monitor.
 */
export const envoyStatsMonitor = podMonitor(
  {
    name: "envoy-stats-monitor",
    namespace: NAMESPACE,
    labels: { monitoring: "istio-proxies", ...ofRelease },
  },
  {
    selector: {
      matchExpressions: [{ key: "istio-prometheus-ignore", operator: "DoesNotExist" }],
    },
    namespaceSelector: { any: true },
    jobLabel: "envoy-stats",
    podMetricsEndpoints: [
      {
        path: "/stats/prometheus",
        interval: INTERVAL,
        relabelings: [
          {
            action: "keep",
            sourceLabels: ["__meta_kubernetes_pod_container_name"],
            regex: "istio-proxy",
          },
          {
            action: "keep",
            sourceLabels: ["__meta_kubernetes_pod_annotationpresent_prometheus_io_scrape"],
          },
          {
            sourceLabels: ["__address__", "__meta_kubernetes_pod_annotation_prometheus_io_port"],
            action: "replace",
            regex: String.raw`([^:]+)(?::\d+)?;(\d+)`,
            replacement: "$1:$2",
            targetLabel: "__address__",
          },
          { action: "labeldrop", regex: "__meta_kubernetes_pod_label_(.+)" },
          {
            sourceLabels: ["__meta_kubernetes_namespace"],
            action: "replace",
            targetLabel: "namespace",
          },
          {
            sourceLabels: ["__meta_kubernetes_pod_name"],
            action: "replace",
            targetLabel: "pod_name",
          },
        ],
      },
    ],
  },
);
