import { ISTIO_DASHBOARDS } from "../../dashboards/istio.js";
import type { ObjectKey, ObjectMeta } from "../../kube.js";
import { PROMETHEUS_NAMESPACE as namespace } from "../prometheus.js";

const name = "istio-dashboards";

/** The ConfigMap of Istio's dashboards. */
export const MAP: ObjectMeta & { readonly namespace: string } = { name, namespace };
export const MAP_KEY: ObjectKey = `ConfigMap/${namespace}/${name}`;

/** By this label the helper beside Grafana finds it. */
export const LABEL = "grafana_dashboard";

/** The titles of the six. */
export const TITLES = Object.values(ISTIO_DASHBOARDS).map(({ title }) => title);
