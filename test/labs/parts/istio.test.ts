import { describe, expect, it } from "@jest/globals";
import type { KubeObject } from "../../../labs/kube.js";
import { partNamed } from "../../../labs/parts/index.js";
import { kubeObject } from "../../support/fake-manifests.js";

const gateway = (kind: string, component: string): KubeObject =>
  kubeObject("apps/v1", kind, {
    ...{ namespace: "istio-system", name: "a-gateway" },
    labels: { "operator.istio.io/component": component },
  });
const istiod = kubeObject("apps/v1", "Deployment", { namespace: "istio-system", name: "istiod" });

const stageOf = (object: KubeObject): number => partNamed("istio").stages?.of(object) ?? -1;

describe("the order within Istio", () => {
  it.each(["IngressGateways", "EgressGateways"])(
    "has the pods of %s behind istiod, and their account before it",
    (component) => {
      expect(stageOf(gateway("Deployment", component))).toBeGreaterThan(stageOf(istiod));
      expect(stageOf(gateway("ServiceAccount", component))).toBeLessThan(stageOf(istiod));
    },
  );
});
