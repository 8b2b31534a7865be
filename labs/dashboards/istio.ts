/** A dashboard of the Istio release: what its file is called there, and what Grafana calls it. */
export interface ReleasedDashboard {
  readonly file: string;
  readonly title: string;
}

/** The six dashboards of the Istio release, by the names that `lab dashboard` takes (weeks/week4.md 7). */
export const ISTIO_DASHBOARDS = {
  "istio-mesh": { file: "istio-mesh-dashboard.json", title: "Istio Mesh Dashboard" },
  "istio-service": { file: "istio-service-dashboard.json", title: "Istio Service Dashboard" },
  "istio-workload": { file: "istio-workload-dashboard.json", title: "Istio Workload Dashboard" },
  "istio-performance": {
    file: "istio-performance-dashboard.json",
    title: "Istio Performance Dashboard",
  },
  "istio-control-plane": { file: "pilot-dashboard.json", title: "Istio Control Plane Dashboard" },
  "istio-extension": {
    file: "istio-extension-dashboard.json",
    title: "Istio Wasm Extension Dashboard",
  },
} as const satisfies Readonly<Record<string, ReleasedDashboard>>;

/** The name of a dashboard of the Istio release: `istio-mesh`. */
export type IstioDashboardName = keyof typeof ISTIO_DASHBOARDS;

/** The addon that the release keeps its dashboards in. */
export const DASHBOARDS_ADDON = "grafana";
