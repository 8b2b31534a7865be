import { describe, expect, it } from "@jest/globals";
import { driftOf } from "../../../checks/drift.js";
import { handMade } from "../../../checks/health/hand-made.js";
import { judge } from "../../../checks/health/judges.js";
import { operated } from "../../../checks/health/operated.js";
import { keyOf, type KubeObject } from "../../../labs/kube.js";
import { kiali, kialiOperator } from "../../../labs/observability/kiali-operator/index.js";
import { prometheusStack } from "../../../labs/observability/prometheus-stack/index.js";
import { kwok } from "../../../targets/kwok.js";
import { placed } from "../../support/fake-manifests.js";
import { liveObject, snapshot, wroteFields } from "../../support/fake-live.js";

const [prometheus] = prometheusStack.filter(({ kind }) => kind === "Prometheus") as [KubeObject];
const STATEFUL_SET = "prometheus-prom-kube-prometheus-stack-prometheus";

/** A workload as an operator makes it for an object. @param available how many of its pods are */
const madeFor = (
  owner: KubeObject,
  kind: "StatefulSet" | "Deployment",
  name: string,
  available: number,
): KubeObject =>
  liveObject(
    ...(["apps/v1", kind] as const),
    {
      ...{ name, namespace: owner.metadata.namespace ?? "", uid: "w" },
      ownerReferences: [{ kind: owner.kind, name: owner.metadata.name, uid: "o" }],
      managedFields: [wroteFields("operator", { "f:spec": {} })],
    },
    { spec: { replicas: 1 }, status: { availableReplicas: available } },
  );

describe("what an operator is asked for", () => {
  it("is waited for until it is made", () => {
    expect(operated(snapshot([prometheus, kiali], []))).toEqual([
      {
        ...{ code: "not-made", weight: "fault", cure: { how: "wait" } },
        object: keyOf(prometheus),
        says: `Prometheus prometheus/prom-kube-prometheus-stack-prometheus has no StatefulSet prometheus/${STATEFUL_SET} yet, which its operator makes`,
        help: "kubectl logs -n prometheus deploy/prom-kube-prometheus-stack-operator",
      },
      {
        ...{ code: "not-made", weight: "fault", cure: { how: "wait" } },
        object: "Kiali/istio-system/kiali",
        says: "Kiali istio-system/kiali has no Deployment istio-system/kiali yet, which its operator makes",
        help: "kubectl logs -n kiali-operator deploy/kiali-operator",
      },
    ]);
  });

  it("is waited for until its pods are available, and then is no problem", () => {
    const look = (available: number) =>
      judge(
        snapshot([prometheus], [madeFor(prometheus, "StatefulSet", STATEFUL_SET, available)]),
      ).map(({ code }) => code);
    expect(look(0)).toEqual(["not-available"]);
    expect(look(1)).toEqual([]);
  });

  it("is not waited for where no pods run", () => {
    expect(operated(snapshot([prometheus, kiali], [], { target: kwok }))).toEqual([]);
  });
});

describe("what an operator made or wrote", () => {
  it("was made by nobody's hand", () => {
    const declared = [...prometheusStack, ...kialiOperator, kiali];
    const live = [
      ...prometheusStack.filter(({ kind }) => kind === "Service"),
      madeFor(prometheus, "StatefulSet", STATEFUL_SET, 1),
      madeFor(kiali, "Deployment", "kiali", 1),
    ];
    expect(handMade(snapshot(declared, live))).toEqual([]);
  });

  it("is no drift: the finalizer by which Kiali's operator cleans up, and the status", () => {
    const live = {
      ...kiali,
      metadata: {
        ...kiali.metadata,
        finalizers: ["kiali.io/finalizer"],
        managedFields: [
          wroteFields("ansible-operator", {
            "f:metadata": { "f:finalizers": { ".": {}, 'v:"kiali.io/finalizer"': {} } },
          }),
          wroteFields("OpenAPI-Generator", { "f:status": { "f:deployment": {} } }),
        ],
      },
      status: { deployment: { instanceName: "kiali" } },
    };
    expect(driftOf(placed("kiali-operator", kiali), new Map([[keyOf(kiali), live]]))).toEqual([]);
  });

  it("is what the operator makes it, and what a person adds is told", () => {
    const live = {
      ...prometheus,
      spec: { ...(prometheus["spec"] as object), scrapeInterval: "5s" },
      metadata: {
        ...prometheus.metadata,
        managedFields: [wroteFields("kubectl-edit", { "f:spec": { "f:scrapeInterval": {} } })],
      },
    };
    const [found] = driftOf(
      placed("prometheus-stack", prometheus),
      new Map([[keyOf(prometheus), live]]),
    );
    expect(found?.fields).toEqual([
      { path: "spec.scrapeInterval", before: undefined, after: "5s" },
    ]);
  });
});
