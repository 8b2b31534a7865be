import type { KubeObject } from "../kube.js";
import { metricsServerRights } from "./metrics-server-rights.js";

const name = "metrics-server";
const namespace = "kube-system";
/** Port of the container; the Service has 443. */
const PORT = 10250;

const selector = { "app.kubernetes.io/name": name, "app.kubernetes.io/instance": name };
const labels = { ...selector, "app.kubernetes.io/version": "0.7.2" };

const service: KubeObject = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name, namespace, labels },
  spec: {
    type: "ClusterIP",
    ports: [
      { name: "https", port: 443, protocol: "TCP", targetPort: "https", appProtocol: "https" },
    ],
    selector,
  },
};

const deployment: KubeObject = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name, namespace, labels },
  spec: {
    replicas: 1,
    selector: { matchLabels: selector },
    template: {
      metadata: { labels: selector },
      spec: {
        serviceAccountName: name,
        priorityClassName: "system-cluster-critical",
        containers: [
          {
            name,
            image: "registry.k8s.io/metrics-server/metrics-server:v0.7.2",
            imagePullPolicy: "IfNotPresent",
            args: [
              `--secure-port=${PORT}`,
              "--cert-dir=/tmp",
              "--kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname",
              "--kubelet-use-node-status-port",
              "--metric-resolution=15s",
              // kind's kubelets sign their own certificates.
              "--kubelet-insecure-tls",
            ],
            ports: [{ name: "https", containerPort: PORT, protocol: "TCP" }],
            livenessProbe: {
              httpGet: { path: "/livez", port: "https", scheme: "HTTPS" },
              periodSeconds: 10,
              failureThreshold: 3,
            },
            readinessProbe: {
              httpGet: { path: "/readyz", port: "https", scheme: "HTTPS" },
              initialDelaySeconds: 20,
              periodSeconds: 10,
              failureThreshold: 3,
            },
            resources: { requests: { cpu: "100m", memory: "200Mi" } },
            securityContext: {
              allowPrivilegeEscalation: false,
              capabilities: { drop: ["ALL"] },
              readOnlyRootFilesystem: true,
              runAsNonRoot: true,
              runAsUser: 1000,
              seccompProfile: { type: "RuntimeDefault" },
            },
            volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
          },
        ],
        volumes: [{ name: "tmp", emptyDir: {} }],
      },
    },
  },
};

/** Makes the API server ask metrics-server for `metrics.k8s.io`. */
const apiService: KubeObject = {
  apiVersion: "apiregistration.k8s.io/v1",
  kind: "APIService",
  metadata: { name: "v1beta1.metrics.k8s.io", labels },
  spec: {
    group: "metrics.k8s.io",
    groupPriorityMinimum: 100,
    insecureSkipTLSVerify: true,
    service: { name, namespace, port: 443 },
    version: "v1beta1",
    versionPriority: 100,
  },
};

/** metrics-server 0.7.2 with the objects and defaults of its chart 3.12.2. */
export const metricsServer: readonly KubeObject[] = [
  { apiVersion: "v1", kind: "ServiceAccount", metadata: { name, namespace, labels } },
  ...metricsServerRights(name, namespace, labels),
  service,
  deployment,
  apiService,
];
