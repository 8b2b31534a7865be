import { stringify } from "yaml";
import type { KubeObject } from "../../kube.js";
import { GRAFANA, grafanaMetadata } from "./grafana-names.js";
import { labelsOf, NAMESPACE, STACK } from "./names.js";

/** Whom the notes log in as. Both are in the book's values file, and in the chart. */
const USER = "admin";
const PASSWORD = "prom-operator";

const base64 = (text: string): string => Buffer.from(text).toString("base64");

const secret: KubeObject = {
  apiVersion: "v1",
  kind: "Secret",
  metadata: grafanaMetadata(),
  type: "Opaque",
  data: { "admin-user": base64(USER), "admin-password": base64(PASSWORD), "ldap-toml": "" },
};

const configMap = (
  metadata: KubeObject["metadata"],
  data: Readonly<Record<string, string>>,
): KubeObject => ({ apiVersion: "v1", kind: "ConfigMap", metadata, data });

/** A file of sections, as Grafana reads it. */
const ini = (
  sections: Readonly<Record<string, Readonly<Record<string, string | boolean>>>>,
): string =>
  Object.entries(sections)
    .map(([name, values]) =>
      [`[${name}]`, ...Object.entries(values).map(([key, value]) => `${key} = ${value}`), ""].join(
        "\n",
      ),
    )
    .join("");

const settings = ini({
  analytics: { check_for_updates: true },
  grafana_net: { url: "https://grafana.net" },
  log: { mode: "console" },
  paths: {
    data: "/var/lib/grafana/data",
    logs: "/var/log/grafana",
    plugins: "/var/lib/grafana/plugins",
    provisioning: "/etc/grafana/provisioning",
  },
});

/** Where Grafana looks for dashboards: what its sidecar writes. */
const provider = stringify({
  apiVersion: 1,
  providers: [
    {
      name: "sidecarProvider",
      orgId: 1,
      folder: "",
      type: "file",
      disableDeletion: false,
      allowUiUpdates: false,
      updateIntervalSeconds: 30,
      options: { foldersFromFilesStructure: false, path: "/tmp/dashboards" },
    },
  ],
});

/** What Helm's own test of the release runs. */
const helmTest = `@test "Test Health" {
  url="http://${GRAFANA}/api/health"

  code=$(wget --server-response --spider --timeout 10 --tries 1 \${url} 2>&1 | awk '/^  HTTP/{print $2}')
  [ "$code" == "200" ]
}`;

/** The data source that all dashboards take if they name no other. */
const datasource = stringify({
  apiVersion: 1,
  datasources: [
    {
      name: "Prometheus",
      type: "prometheus",
      url: `http://${STACK}-prometheus:9090/`,
      access: "proxy",
      isDefault: true,
      jsonData: { timeInterval: "30s" },
    },
  ],
});

/** What Grafana reads: its settings, its password, its data source. */
export const grafanaSettings: readonly KubeObject[] = [
  secret,
  configMap(grafanaMetadata(), { "grafana.ini": settings }),
  configMap(grafanaMetadata("-config-dashboards"), { "provider.yaml": provider }),
  configMap(grafanaMetadata("-test"), { "run.sh": helmTest }),
  configMap(
    {
      name: `${STACK}-grafana-datasource`,
      namespace: NAMESPACE,
      labels: { grafana_datasource: "1", ...labelsOf("grafana") },
    },
    { "datasource.yaml": datasource },
  ),
];
