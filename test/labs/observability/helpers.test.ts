import { describe, expect, it } from "@jest/globals";
import { valueAt } from "../../../labs/fields.js";
import { keyOf, type KubeObject } from "../../../labs/kube.js";
import { kubeOpsView } from "../../../labs/observability/kube-ops-view.js";
import { metricsServer } from "../../../labs/observability/metrics-server.js";

const one = (objects: readonly KubeObject[], kind: string): KubeObject | undefined =>
  objects.find((object) => object.kind === kind);

describe("kube-ops-view", () => {
  it("is a Service 8080 on node port 30005 with the instance label", () => {
    const service = one(kubeOpsView(30005), "Service");
    expect(valueAt(service, "metadata.namespace")).toBe("kube-system");
    expect(valueAt(service, "spec.type")).toBe("NodePort");
    expect(valueAt(service, "spec.ports")).toEqual([
      { name: "http", port: 8080, protocol: "TCP", targetPort: "http", nodePort: 30005 },
    ]);
    expect(valueAt(service, 'spec.selector["app.kubernetes.io/instance"]')).toBe("kube-ops-view");
  });

  it("runs the chart's image in the time zone of the notes", () => {
    const deployment = one(kubeOpsView(30005), "Deployment");
    const container = valueAt(deployment, "spec.template.spec.containers[0]");
    expect(valueAt(container, "image")).toBe("hjacobs/kube-ops-view:20.4.0");
    expect(valueAt(container, "env")).toEqual([{ name: "TZ", value: "Asia/Seoul" }]);
  });

  it("may read nodes, pods and their figures, and nothing else", () => {
    expect(one(kubeOpsView(30005), "ClusterRole")?.["rules"]).toEqual([
      { apiGroups: [""], resources: ["nodes", "pods"], verbs: ["list"] },
      { apiGroups: ["metrics.k8s.io"], resources: ["nodes", "pods"], verbs: ["get", "list"] },
    ]);
  });
});

describe("metrics-server", () => {
  it("has the objects of chart 3.12.2", () => {
    expect(metricsServer.map(keyOf)).toEqual([
      "ServiceAccount/kube-system/metrics-server",
      "ClusterRole/system:metrics-server",
      "ClusterRole/system:metrics-server-aggregated-reader",
      "ClusterRoleBinding/system:metrics-server",
      "ClusterRoleBinding/metrics-server:system:auth-delegator",
      "RoleBinding/kube-system/metrics-server-auth-reader",
      "Service/kube-system/metrics-server",
      "Deployment/kube-system/metrics-server",
      "APIService/v1beta1.metrics.k8s.io",
    ]);
  });

  it("runs 0.7.2 with the chart's arguments and without checking the kubelets' certificates", () => {
    const container = valueAt(one(metricsServer, "Deployment"), "spec.template.spec.containers[0]");
    expect(valueAt(container, "image")).toBe(
      "registry.k8s.io/metrics-server/metrics-server:v0.7.2",
    );
    expect(valueAt(container, "args")).toEqual([
      "--secure-port=10250",
      "--cert-dir=/tmp",
      "--kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname",
      "--kubelet-use-node-status-port",
      "--metric-resolution=15s",
      "--kubelet-insecure-tls",
    ]);
  });

  it("is reached on 443, which leads to the container's port 10250", () => {
    expect(valueAt(one(metricsServer, "Service"), "spec.ports[0].port")).toBe(443);
    expect(valueAt(one(metricsServer, "Service"), "spec.ports[0].targetPort")).toBe("https");
    const ports = "spec.template.spec.containers[0].ports[name=https].containerPort";
    expect(valueAt(one(metricsServer, "Deployment"), ports)).toBe(10250);
    expect(valueAt(one(metricsServer, "APIService"), "spec.service.port")).toBe(443);
  });
});
