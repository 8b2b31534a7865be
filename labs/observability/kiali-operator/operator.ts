import type { KubeObject, ObjectMeta } from "../../kube.js";
import { roleRules } from "./rights.js";

/** The version of the operator and of its chart. */
export const KIALI_OPERATOR_VERSION = "1.63.2";
/** Named by no object of the lab: the operator takes the Kiali of its own version. */
export const KIALI_IMAGE = `quay.io/kiali/kiali:v${KIALI_OPERATOR_VERSION}` as const;
export const KIALI_OPERATOR_IMAGE =
  `quay.io/kiali/kiali-operator:v${KIALI_OPERATOR_VERSION}` as const;

const name = "kiali-operator";
const namespace = name;
const RBAC = "rbac.authorization.k8s.io";

const selector = { "app.kubernetes.io/name": name, "app.kubernetes.io/instance": name };
const labels = {
  "helm.sh/chart": `${name}-${KIALI_OPERATOR_VERSION}`,
  app: name,
  ...selector,
  version: `v${KIALI_OPERATOR_VERSION}`,
  "app.kubernetes.io/version": `v${KIALI_OPERATOR_VERSION}`,
  "app.kubernetes.io/managed-by": "Helm",
  "app.kubernetes.io/part-of": name,
};
const metadata: ObjectMeta = { name, namespace, labels };

const ofPod = (variable: string, field: string): object => ({
  name: variable,
  valueFrom: { fieldRef: { fieldPath: `metadata.${field}` } },
});

const container: object = {
  name: "operator",
  image: KIALI_OPERATOR_IMAGE,
  // the chart asks for Always: the registry would be asked at each start for an image that is there
  imagePullPolicy: "IfNotPresent",
  args: ["--zap-log-level=info", `--leader-election-id=${name}`],
  securityContext: {
    allowPrivilegeEscalation: false,
    privileged: false,
    runAsNonRoot: true,
    capabilities: { drop: ["ALL"] },
  },
  volumeMounts: [{ mountPath: "/tmp/ansible-operator/runner", name: "runner" }],
  env: [
    // all namespaces
    { name: "WATCH_NAMESPACE", value: "" },
    ofPod("POD_NAME", "name"),
    ofPod("POD_NAMESPACE", "namespace"),
    { name: "ALLOW_AD_HOC_KIALI_NAMESPACE", value: "true" },
    { name: "ALLOW_AD_HOC_KIALI_IMAGE", value: "false" },
    { name: "ALLOW_SECURITY_CONTEXT_OVERRIDE", value: "false" },
    { name: "ALLOW_ALL_ACCESSIBLE_NAMESPACES", value: "true" },
    { name: "ACCESSIBLE_NAMESPACES_LABEL", value: "" },
    { name: "PROFILE_TASKS_TASK_OUTPUT_LIMIT", value: "100" },
    { name: "ANSIBLE_DEBUG_LOGS", value: "true" },
    { name: "ANSIBLE_VERBOSITY_KIALI_KIALI_IO", value: "1" },
    { name: "ANSIBLE_CONFIG", value: "/etc/ansible/ansible.cfg" },
  ],
  ports: [{ name: "http-metrics", containerPort: 8080 }],
  resources: { requests: { cpu: "10m", memory: "64Mi" } },
};

/** Kiali's operator as its chart 1.63.2 installs it, with its namespace, without the definition of its kind. */
export const operator: readonly KubeObject[] = [
  { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } },
  { apiVersion: "v1", kind: "ServiceAccount", metadata },
  {
    apiVersion: `${RBAC}/v1`,
    kind: "ClusterRole",
    metadata: { name, labels },
    rules: roleRules,
  },
  {
    apiVersion: `${RBAC}/v1`,
    kind: "ClusterRoleBinding",
    metadata: { name, labels },
    subjects: [{ kind: "ServiceAccount", name, namespace }],
    roleRef: { kind: "ClusterRole", name, apiGroup: RBAC },
  },
  {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata,
    spec: {
      replicas: 1,
      selector: { matchLabels: selector },
      template: {
        metadata: {
          name,
          namespace,
          // by `name` the operator's library looks for its pods
          labels: { name, ...labels },
          annotations: { "prometheus.io/scrape": "true" },
        },
        spec: {
          serviceAccountName: name,
          containers: [container],
          volumes: [{ name: "runner", emptyDir: {} }],
        },
      },
    },
  },
];
