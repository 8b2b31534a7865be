import type { ObjectMeta } from "../../kube.js";
import { NAMESPACE, RELEASE } from "./names.js";

/** The version of the chart in the stack's chart, and of Grafana in that. */
const CHART_VERSION = "6.4.4";
export const GRAFANA_VERSION = "7.4.2";

/** The name of Grafana's objects. */
export const GRAFANA = `${RELEASE}-grafana`;

/** What Grafana's pods are selected by. */
export const grafanaSelector = {
  "app.kubernetes.io/name": "grafana",
  "app.kubernetes.io/instance": RELEASE,
};

/** The labels of all that Grafana's own chart makes. */
const labels = {
  "helm.sh/chart": `grafana-${CHART_VERSION}`,
  ...grafanaSelector,
  "app.kubernetes.io/version": GRAFANA_VERSION,
  "app.kubernetes.io/managed-by": "Helm",
};

/** The metadata of an object in the namespace of the stack. @param suffix what its name ends with: `-test` */
export const grafanaMetadata = (suffix = ""): ObjectMeta => ({
  name: `${GRAFANA}${suffix}`,
  namespace: NAMESPACE,
  labels,
});

/** The same of an object of the whole cluster. */
export const grafanaClusterMetadata = (suffix: string): ObjectMeta => ({
  name: `${GRAFANA}${suffix}`,
  labels,
});
