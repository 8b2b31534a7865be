import { keyOf, type KubeObject, type ObjectMeta } from "../kube.js";
import { roleRules } from "./rights.js";

/** The release of the notes' month; they took whatever was newest. */
export const FLAGGER_VERSION = "1.41.0";

const NAMESPACE = "istio-system";
const name = "flagger";
const PORT = 8080;
const UNPRIVILEGED_USER = 10001;

/** What Flagger's pods are selected by. */
const selector = { "app.kubernetes.io/name": name, "app.kubernetes.io/instance": name };
const labels = { ...selector, "app.kubernetes.io/version": FLAGGER_VERSION };
const metadata: ObjectMeta = { name, namespace: NAMESPACE, labels };

const probe = { httpGet: { path: "/healthz", port: PORT }, timeoutSeconds: 5 };

/** Flagger as its chart installs it for Istio, without its definitions. */
export const flagger: readonly KubeObject[] = [
  { apiVersion: "v1", kind: "ServiceAccount", metadata },
  {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRole",
    metadata: { name, labels },
    rules: roleRules,
  },
  {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRoleBinding",
    metadata: { name, labels },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name },
    subjects: [{ kind: "ServiceAccount", name, namespace: NAMESPACE }],
  },
  {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata,
    spec: {
      replicas: 1,
      // Two of them would fight over the same Canary.
      strategy: { type: "Recreate" },
      selector: { matchLabels: selector },
      template: {
        metadata: {
          labels,
          annotations: { "prometheus.io/scrape": "true", "prometheus.io/port": `${PORT}` },
        },
        spec: {
          serviceAccountName: name,
          containers: [
            {
              name,
              image: `ghcr.io/fluxcd/flagger:${FLAGGER_VERSION}`,
              imagePullPolicy: "IfNotPresent",
              command: [
                "./flagger",
                "-log-level=info",
                "-mesh-provider=istio",
                "-metrics-server=http://prometheus:9090",
                "-enable-config-tracking=true",
              ],
              ports: [{ name: "http", containerPort: PORT, protocol: "TCP" }],
              livenessProbe: probe,
              readinessProbe: probe,
              resources: {
                requests: { memory: "32Mi", cpu: "10m" },
                limits: { memory: "512Mi", cpu: "1" },
              },
              securityContext: { readOnlyRootFilesystem: true, runAsUser: UNPRIVILEGED_USER },
            },
          ],
        },
      },
    },
  },
];

/** The keys of these objects, to take them away again. */
export const flaggerKeys: readonly string[] = flagger.map(keyOf);
