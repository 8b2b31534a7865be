import { ISTIO_DASHBOARDS } from "../../dashboards/istio.js";
import type { ObjectKey } from "../../kube.js";
import { PROMETHEUS_NAMESPACE } from "../prometheus.js";

/** The ConfigMap of Istio's dashboards. */
export const DASHBOARDS_MAP: ObjectKey = `ConfigMap/${PROMETHEUS_NAMESPACE}/istio-dashboards`;

/** The six, with what they are called. */
export const BOARDS = Object.values(ISTIO_DASHBOARDS);
