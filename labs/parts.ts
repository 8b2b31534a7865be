/** The components of a lab, in the order in which they are installed. */
export const PARTS = [
  "namespaces",
  "kube-ops-view",
  "metrics-server",
  "istio",
  "prometheus",
  "grafana",
  "jaeger",
  "kiali",
  "flagger",
  "catalog",
  "webapp",
  "forum",
  "simple-web",
  "netshoot",
  "routing",
] as const;

/** The component that an object belongs to. */
export type Part = (typeof PARTS)[number];
