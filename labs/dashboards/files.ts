import type { KubeObject } from "../kube.js";

/** Texts of dashboards by the names of their files, as a ConfigMap has them. */
export type DashboardFiles = Readonly<Record<string, string>>;

/** The dashboards that the ConfigMaps among some objects hold: each entry whose name ends with `.json`. */
export const dashboardFilesIn = (objects: readonly KubeObject[]): DashboardFiles =>
  Object.fromEntries(
    objects
      .filter(({ kind }) => kind === "ConfigMap")
      .flatMap(({ data }) => Object.entries((data ?? {}) as DashboardFiles))
      .filter(([file]) => file.endsWith(".json"))
      .sort(([a], [b]) => a.localeCompare(b)),
  );
