import { describe, expect, it } from "@jest/globals";
import { valueAt } from "../../../labs/fields.js";
import { keyOf, type KubeObject } from "../../../labs/kube.js";
import {
  envoyStatsMonitor,
  istioComponentMonitor,
  prometheusStack,
  prometheusStackKeys,
} from "../../../labs/observability/prometheus-stack/index.js";
import { partNamed } from "../../../labs/parts/index.js";

const STACK = "prom-kube-prometheus-stack";
const find = (key: string): KubeObject | undefined =>
  prometheusStack.find((object) => keyOf(object) === key);
const keysOfKind = (kind: string): string[] =>
  prometheusStackKeys.filter((key) => key.startsWith(`${kind}/`)).sort();

describe("the Prometheus stack", () => {
  it("has the names that the notes use", () => {
    expect(keysOfKind("Deployment")).toEqual([
      "Deployment/prometheus/prom-grafana",
      `Deployment/prometheus/${STACK}-operator`,
    ]);
    expect(keysOfKind("ServiceMonitor")).toEqual([
      `ServiceMonitor/prometheus/${STACK}-grafana`,
      `ServiceMonitor/prometheus/${STACK}-kube-controller-manager`,
      `ServiceMonitor/prometheus/${STACK}-operator`,
      `ServiceMonitor/prometheus/${STACK}-prometheus`,
    ]);
    expect(keysOfKind("Service")).toEqual([
      `Service/kube-system/${STACK}-kube-controller-manager`,
      "Service/prometheus/prom-grafana",
      `Service/prometheus/${STACK}-operator`,
      `Service/prometheus/${STACK}-prometheus`,
    ]);
  });

  it("is reached on the ports of the notes", () => {
    const port = (service: string): unknown =>
      valueAt(find(`Service/prometheus/${service}`), "spec.ports[0].nodePort");
    expect(port(`${STACK}-prometheus`)).toBe(30001);
    expect(port("prom-grafana")).toBe(30002);
  });

  it("takes each monitor that carries the label of the release, those of Istio as well", () => {
    const selector = valueAt(
      find(`Prometheus/prometheus/${STACK}-prometheus`),
      "spec.serviceMonitorSelector.matchLabels",
    ) as Readonly<Record<string, string>>;
    const monitors = prometheusStack.filter(({ kind }) => kind === "ServiceMonitor");
    for (const { metadata } of [...monitors, istioComponentMonitor, envoyStatsMonitor])
      expect(metadata.labels).toMatchObject(selector);
  });

  it("finds the pods that it asks for by the labels of their Services", () => {
    for (const monitor of prometheusStack.filter(({ kind }) => kind === "ServiceMonitor")) {
      const labels = valueAt(monitor, "spec.selector.matchLabels") as object;
      const services = prometheusStack.filter(
        ({ kind, metadata }) =>
          kind === "Service" &&
          Object.entries(labels).every(([name, value]) => metadata.labels?.[name] === value),
      );
      expect(services).toHaveLength(1);
      const names = (valueAt(services[0], "spec.ports") as { name: string }[]).map(
        ({ name }) => name,
      );
      expect(names).toContain(valueAt(monitor, "spec.endpoints[0].port"));
    }
  });

  it("is made in the order in which one needs the other", () => {
    const { stages } = partNamed("prometheus-stack");
    const stageOf = (kind: string): number | undefined => {
      const found = [...prometheusStack, definition].find((object) => object.kind === kind);
      return found && stages?.of(found);
    };
    const definition = {
      apiVersion: "v1",
      kind: "CustomResourceDefinition",
      metadata: { name: "x" },
    };
    expect(["Namespace", "CustomResourceDefinition"].map(stageOf)).toEqual([0, 0]);
    expect(["ServiceAccount", "ClusterRoleBinding", "Secret", "ConfigMap"].map(stageOf)).toEqual([
      1, 1, 1, 1,
    ]);
    expect(["Deployment", "Prometheus", "ServiceMonitor"].map(stageOf)).toEqual([2, 3, 3]);
  });
});
