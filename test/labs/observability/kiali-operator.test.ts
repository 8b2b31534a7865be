import { describe, expect, it } from "@jest/globals";
import { diffValues, showChange } from "../../../labs/diff.js";
import { valueAt } from "../../../labs/fields.js";
import {
  kiali,
  kialiOperator,
  kialiOperatorKeys,
  kialiInside,
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

  it("is there before what it is asked for, and that before the Service to it", () => {
    const stage = partNamed("kiali-operator").stages?.of;
    const stages = [...kialiOperator, kiali, kialiInside].map((object) => stage?.(object));
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
    expect(valueAt(kialiPublished, "spec.ports[port=20001].nodePort")).toBe(30003);
  });

  it("has one Service, inside the cluster first, with the same ports and pods", () => {
    expect(diffValues(kialiInside, kialiPublished).map(showChange)).toEqual([
      "spec.ports[port=20001].nodePort: (none) → 30003",
      "spec.ports[port=9090].nodePort: (none) → 31090",
      "spec.type: ClusterIP → NodePort",
    ]);
  });
});
