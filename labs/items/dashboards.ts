import { dashboardFilesIn } from "../dashboards/files.js";
import { DASHBOARDS_ADDON, ISTIO_DASHBOARDS } from "../dashboards/istio.js";
import type { ObjectMeta } from "../kube.js";
import type { Kind } from "./kind.js";

/** The dashboards of the Istio release as one ConfigMap, which the sidecar of a Grafana finds by its label. */
export interface DashboardsItem {
  readonly kind: "dashboards";
  readonly metadata: ObjectMeta;
}

export const dashboardsKind: Kind<DashboardsItem> = {
  key: ({ metadata }) => `dashboards/${metadata.namespace ?? "default"}/${metadata.name}`,
  title: ({ metadata }) =>
    `ConfigMap ${metadata.namespace ?? "default"}/${metadata.name} with Istio's dashboards`,
  content: ({ metadata }) => ({ metadata }),
  needsCluster: true,
  samples: () => [DASHBOARDS_ADDON],
  // their texts have thousands of lines
  shown: ({ metadata }, { kind, fields }) =>
    kind === "added" ? { fields, whole: { metadata, data: TITLES } } : { fields },
  objects: ({ metadata }, { sample }) => {
    const data = dashboardFilesIn(sample(DASHBOARDS_ADDON));
    return [
      { part: "dashboards", object: { apiVersion: "v1", kind: "ConfigMap", metadata, data } },
    ];
  },
};

/** What each file holds, in a few words. */
const TITLES = Object.fromEntries(
  Object.values(ISTIO_DASHBOARDS).map(({ file, title }) => [file, `(${title})`]),
);
