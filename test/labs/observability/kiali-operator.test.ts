import { describe, expect, it } from "@jest/globals";
import { valueAt } from "../../../labs/fields.js";
import {
  kiali,
  kialiOperator,
  kialiOperatorKeys,
  kialiPublished,
} from "../../../labs/observability/kiali-operator/index.js";
import { prometheusStack } from "../../../labs/observability/prometheus-stack/index.js";
import { partNamed } from "../../../labs/parts/index.js";

describe("Kiali's operator", () => {
  it("consists of the objects of its chart", () => {
    expect(kialiOperatorKeys).toEqual([
      "CustomResourceDefinition/kialis.kiali.io",
      "Namespace/kiali-operator",
      "ServiceAccount/kiali-operator/kiali-operator",
      "ClusterRole/kiali-operator",
      "ClusterRoleBinding/kiali-operator",
      "Deployment/kiali-operator/kiali-operator",
    ]);
  });

  it("is there before what it is asked for, and that before the Service that it makes", () => {
    const stage = partNamed("kiali-operator").stages?.of;
    const stages = [...kialiOperator, kiali, kialiPublished].map((object) => stage?.(object));
    expect(stages).toEqual([0, 0, 1, 1, 1, 2, 3, 4]);
  });
});

describe("the Kiali of the notes", () => {
  it("asks the Prometheus of the stack", () => {
    const url = new URL(String(valueAt(kiali, "spec.external_services.prometheus.url")));
    const [name, namespace] = url.hostname.split(".");
    const service = prometheusStack.find(
      ({ kind, metadata }) =>
        kind === "Service" && metadata.name === name && metadata.namespace === namespace,
    );
    expect(valueAt(service, "spec.ports[0].port")).toBe(Number(url.port));
  });

  it("is reached on the port of the notes", () => {
    expect(valueAt(kialiPublished, "spec.type")).toBe("NodePort");
    expect(valueAt(kialiPublished, "spec.ports[0].nodePort")).toBe(30003);
  });
});
