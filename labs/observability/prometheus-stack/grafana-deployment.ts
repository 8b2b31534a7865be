import type { Json, KubeObject } from "../../kube.js";
import { GRAFANA, GRAFANA_VERSION, grafanaMetadata, grafanaSelector } from "./grafana-names.js";

export const GRAFANA_IMAGE = `grafana/grafana:${GRAFANA_VERSION}` as const;
/** Reads ConfigMaps and Secrets with a label, and writes what is in them into a folder. */
export const SIDECAR_IMAGE = "quay.io/kiwigrid/k8s-sidecar:1.10.6";

/** Grafana's own port. */
export const GRAFANA_PORT = 3000;
/** The file system's group and user of its image. */
const GRAFANA_USER = 472;

/** A folder that a sidecar fills and Grafana reads. */
interface Folder {
  readonly volume: string;
  readonly path: string;
}

const dashboards: Folder = { volume: "sc-dashboard-volume", path: "/tmp/dashboards" };
const datasources: Folder = {
  volume: "sc-datasources-volume",
  path: "/etc/grafana/provisioning/datasources",
};

const mount = ({ volume, path }: Folder): Json => ({ name: volume, mountPath: path });

/**
 * A sidecar for the objects with a label.
 * @param method `LIST` looks once and ends; without it the sidecar goes on watching
 */
const sidecar = (name: string, label: string, folder: Folder, method?: "LIST"): Json => ({
  name,
  image: SIDECAR_IMAGE,
  imagePullPolicy: "IfNotPresent",
  env: [
    { name: "METHOD", ...(method === undefined ? {} : { value: method }) },
    { name: "LABEL", value: label },
    { name: "FOLDER", value: folder.path },
    { name: "RESOURCE", value: "both" },
  ],
  volumeMounts: [mount(folder)],
});

const fromSecret = (name: string, key: string): Json => ({
  name,
  valueFrom: { secretKeyRef: { name: GRAFANA, key } },
});

const health = { httpGet: { path: "/api/health", port: GRAFANA_PORT } };

const grafana: Json = {
  name: "grafana",
  image: GRAFANA_IMAGE,
  imagePullPolicy: "IfNotPresent",
  volumeMounts: [
    { name: "config", mountPath: "/etc/grafana/grafana.ini", subPath: "grafana.ini" },
    { name: "storage", mountPath: "/var/lib/grafana" },
    mount(dashboards),
    {
      name: "sc-dashboard-provider",
      mountPath: "/etc/grafana/provisioning/dashboards/sc-dashboardproviders.yaml",
      subPath: "provider.yaml",
    },
    mount(datasources),
  ],
  ports: [
    { name: "service", containerPort: 80, protocol: "TCP" },
    { name: "grafana", containerPort: GRAFANA_PORT, protocol: "TCP" },
  ],
  env: [
    fromSecret("GF_SECURITY_ADMIN_USER", "admin-user"),
    fromSecret("GF_SECURITY_ADMIN_PASSWORD", "admin-password"),
  ],
  livenessProbe: { ...health, failureThreshold: 10, initialDelaySeconds: 60, timeoutSeconds: 30 },
  readinessProbe: health,
};

/**
 * Grafana with its two sidecars: the data source is written before it starts, dashboards come and go while it runs. The
 * chart's `checksum/` annotations are left out: they are for Helm, which restarts the pods by them.
 */
export const grafanaDeployment: KubeObject = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: grafanaMetadata(),
  spec: {
    replicas: 1,
    revisionHistoryLimit: 10,
    selector: { matchLabels: grafanaSelector },
    strategy: { type: "RollingUpdate" },
    template: {
      metadata: { labels: grafanaSelector },
      spec: {
        serviceAccountName: GRAFANA,
        securityContext: {
          fsGroup: GRAFANA_USER,
          runAsGroup: GRAFANA_USER,
          runAsUser: GRAFANA_USER,
        },
        initContainers: [
          sidecar("grafana-sc-datasources", "grafana_datasource", datasources, "LIST"),
        ],
        containers: [sidecar("grafana-sc-dashboard", "grafana_dashboard", dashboards), grafana],
        volumes: [
          { name: "config", configMap: { name: GRAFANA } },
          { name: "storage", emptyDir: {} },
          { name: dashboards.volume, emptyDir: {} },
          { name: "sc-dashboard-provider", configMap: { name: `${GRAFANA}-config-dashboards` } },
          { name: datasources.volume, emptyDir: {} },
        ],
      },
    },
  },
};
