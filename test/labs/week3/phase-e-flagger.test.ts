import { describe, expect, it } from "@jest/globals";
import { definitionsIn, objectIn } from "../../../labs/contents.js";
import { valueAt } from "../../../labs/fields.js";
import type { KubeObject } from "../../../labs/kube.js";
import { stateAt } from "../../../labs/week.js";
import { week3 } from "../../../labs/week3/index.js";

const objectAt = (id: string, key: string): KubeObject | undefined =>
  objectIn(stateAt(week3, id), key);

const CATALOG = "Deployment/istioinaction/catalog";
const CANARY = "Canary/istioinaction/catalog-release";
const ALL = week3.steps.map(({ id }) => id);

/** The steps at which an object is there. */
const stepsWith = (key: string): string[] => ALL.filter((id) => objectAt(id, key) !== undefined);

describe("Flagger in week 3", () => {
  it.each([
    "Deployment/istio-system/flagger",
    "ServiceAccount/istio-system/flagger",
    "ClusterRole/flagger",
    "ClusterRoleBinding/flagger",
  ])("is there from 3.18 to 3.20: %s", (key) => {
    expect(stepsWith(key)).toEqual(["3.18", "3.19", "3.20"]);
  });

  it("leaves its definitions behind, until all of chapter 5 goes", () => {
    const found = ALL.filter((id) => definitionsIn(stateAt(week3, id)).includes("flagger"));
    expect(found).toEqual(ALL.slice(17, 30));
  });

  it("is told of catalog by a Canary with the figures of the study", () => {
    expect(stepsWith(CANARY)).toEqual(["3.19", "3.20"]);
    expect(objectAt("3.19", CANARY)).toEqual({
      apiVersion: "flagger.app/v1beta1",
      kind: "Canary",
      metadata: { name: "catalog-release", namespace: "istioinaction" },
      spec: {
        targetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "catalog" },
        progressDeadlineSeconds: 60,
        service: {
          name: "catalog",
          port: 80,
          targetPort: 3000,
          gateways: ["mesh"],
          hosts: ["catalog"],
        },
        analysis: {
          interval: "45s",
          threshold: 5,
          maxWeight: 50,
          stepWeight: 10,
          match: [{ sourceLabels: { app: "webapp" } }],
          metrics: [
            { name: "request-success-rate", thresholdRange: { min: 99 }, interval: "1m" },
            { name: "request-duration", thresholdRange: { max: 500 }, interval: "30s" },
          ],
        },
      },
    });
  });

  it("makes objects that the lab never declares while it runs", () => {
    const made = [
      "Deployment/istioinaction/catalog-primary",
      "Service/istioinaction/catalog",
      "Service/istioinaction/catalog-primary",
      "Service/istioinaction/catalog-canary",
      "VirtualService/istioinaction/catalog",
      "DestinationRule/istioinaction/catalog",
      "DestinationRule/istioinaction/catalog-primary",
      "DestinationRule/istioinaction/catalog-canary",
    ];
    for (const id of ["3.19", "3.20"]) {
      expect(made.filter((key) => objectAt(id, key) !== undefined)).toEqual([]);
    }
  });
});

describe("catalog under Flagger", () => {
  const at = (id: string, path: string): unknown => valueAt(objectAt(id, CATALOG), path);
  const env = "spec.template.spec.containers[name=catalog].env[name=SHOW_IMAGE].value";

  it("has a number of pods of the lab's only while Flagger does not count them", () => {
    expect(["3.16", "3.18", "3.19", "3.20", "3.22"].map((id) => at(id, "spec.replicas"))).toEqual([
      1,
      1,
      undefined,
      undefined,
      1,
    ]);
  });

  it("is v1 with one field less at 3.19, so that nothing is released yet", () => {
    const { replicas, ...before } = valueAt(objectAt("3.18", CATALOG), "spec") as Record<
      string,
      unknown
    >;
    expect(replicas).toBe(1);
    expect(at("3.19", "spec")).toEqual(before);
  });

  it("shows images at 3.20, with the labels of v1 and under the default account", () => {
    expect([at("3.19", env), at("3.20", env)]).toEqual([undefined, "true"]);
    const labels = { app: "catalog", version: "v1" };
    expect(at("3.20", "spec.selector.matchLabels")).toEqual(labels);
    expect(at("3.20", "spec.template.metadata.labels")).toEqual(labels);
    expect(at("3.20", "spec.template.spec.serviceAccountName")).toBeUndefined();
    expect(at("3.19", "spec.template.spec.serviceAccountName")).toBe("catalog");
  });

  it("never changes its selector, which Kubernetes would refuse", () => {
    const selectors = stepsWith(CATALOG).map((id) => at(id, "spec.selector"));
    expect(new Set(selectors.map((selector) => JSON.stringify(selector))).size).toBe(1);
  });

  it("runs under the default account again for the mirroring", () => {
    expect(at("3.22", "spec.template.spec.serviceAccountName")).toBeUndefined();
    expect(at("3.22", env)).toBeUndefined();
    expect(objectAt("3.22", "ServiceAccount/istioinaction/catalog")).toBeDefined();
  });
});
