import { describe, expect, it } from "@jest/globals";
import { canary, type CanarySpec } from "../../../labs/flagger/canary.js";
import { valueAt } from "../../../labs/fields.js";
import type { KubeObject, ObjectMeta } from "../../../labs/kube.js";
import { kiali } from "../../../labs/observability/kiali-operator/index.js";
import { prometheusStack } from "../../../labs/observability/prometheus-stack/index.js";
import { requestsOf } from "../../../labs/requests/requests.js";
import { kubeObject, placed } from "../../support/fake-manifests.js";
import {
  autoscaler,
  deployment,
  percent,
  requestingIstio,
} from "../../support/requesting-istio.js";

const MI = 2 ** 20;
const asks = (cpu: string, memory: string) => ({ requests: { cpu, memory } });

/** What these objects reserve, in thousandths of a CPU and in MiB. */
function reserved(...objects: readonly KubeObject[]): readonly [number, number] {
  const { millicores, bytes } = requestsOf(placed("webapp", ...objects));
  return [millicores, bytes / MI];
}

/** What they reserve besides Istio itself: istiod 500m and 2048Mi, the gateway 100m and 128Mi. */
function inMesh(...objects: readonly KubeObject[]): readonly [number, number] {
  const [cpu, memory] = reserved(...requestingIstio, ...objects);
  return [cpu - 600, memory - 2176];
}

const pod = (metadata: ObjectMeta, spec: object): KubeObject => ({
  ...kubeObject("v1", "Pod", metadata),
  spec: { containers: [{ name: "one", resources: asks("20m", "30Mi") }], ...spec },
});

const plain = (spec: object = {}): KubeObject => pod({ name: "one", namespace: "shop" }, spec);
const space = (labels: Readonly<Record<string, string>>): KubeObject =>
  kubeObject("v1", "Namespace", { name: "shop", labels });

describe("what the pods of a lab reserve", () => {
  it("is what their containers ask for, as often as the workload has them", () => {
    const two = { name: "two", resources: asks("1", "1Gi") };
    const object = deployment("web", { name: "one", resources: asks("100m", "64Mi") }, two);
    expect(reserved(object)).toEqual([1100, 1088]);
    const spec = object["spec"] as object;
    expect(reserved({ ...object, spec: { ...spec, replicas: 3 } })).toEqual([3300, 3264]);
    expect(reserved({ ...object, spec: { ...spec, replicas: 0 } })).toEqual([0, 0]);
  });

  it("has the pods that operators make", () => {
    const [prometheus] = prometheusStack.filter(({ kind }) => kind === "Prometheus");
    if (prometheus === undefined) throw new Error("the stack has no Prometheus");
    expect(reserved(prometheus)).toEqual([100, 50]);
    expect(reserved(kiali)).toEqual([10, 64]);
  });

  it("is as much for the program beside Prometheus as its operator is told", () => {
    const operator = prometheusStack.find(
      ({ kind, metadata }) => kind === "Deployment" && metadata.name.endsWith("-operator"),
    );
    const args = valueAt(operator, "spec.template.spec.containers[0].args");
    expect(args).toEqual(
      expect.arrayContaining(["--config-reloader-cpu=100m", "--config-reloader-memory=50Mi"]),
    );
  });

  it("is nothing for what asks for nothing, and for what is no pod", () => {
    expect(reserved(deployment("web", { name: "one" }), space({}))).toEqual([0, 0]);
  });

  it("is the limit where only that is set, as in Kubernetes", () => {
    const limits = { cpu: "100m", memory: "50Mi" };
    expect(reserved(deployment("kindnet", { name: "cni", resources: { limits } }))).toEqual([
      100, 50,
    ]);
  });

  it("is that of the largest init container where it asks for more than the rest together", () => {
    const initContainers = [{ name: "init", resources: asks("500m", "10Mi") }];
    expect(reserved(plain({ initContainers }))).toEqual([500, 30]);
  });

  it("counts a DaemonSet once: a lab has one node", () => {
    const daemon = { ...deployment("agent", { name: "one", resources: asks("100m", "50Mi") }) };
    expect(reserved({ ...daemon, kind: "DaemonSet" })).toEqual([100, 50]);
  });

  it("counts an autoscaler with its least, and not what is scaled to nothing", () => {
    const object = deployment("web", { name: "one", resources: asks("100m", "50Mi") });
    const scaler = autoscaler("web", percent("cpu", 80));
    const two = { ...scaler, spec: { ...(scaler["spec"] as object), minReplicas: 2 } };
    expect(reserved(object, scaler)).toEqual([100, 50]);
    expect(reserved(object, two)).toEqual([200, 100]);
    const off = { ...object, spec: { ...(object["spec"] as object), replicas: 0 } };
    expect(reserved(off, two)).toEqual([0, 0]);
  });

  it("counts the second Deployment that Flagger makes of a Canary's target", () => {
    const object = deployment("web", { name: "one", resources: asks("100m", "50Mi") });
    const targetRef = { apiVersion: "apps/v1", kind: "Deployment", name: "web" };
    const release = canary("web", "istio-system", { targetRef } as CanarySpec);
    expect(reserved(object, release)).toEqual([200, 100]);
    expect(reserved(object, canary("web", "elsewhere", { targetRef } as CanarySpec))).toEqual([
      100, 50,
    ]);
  });
});

describe("the sidecars of a lab", () => {
  const enabled = space({ "istio-injection": "enabled" });

  it.each<[string, readonly KubeObject[], readonly [number, number]]>([
    ["are in pods of a namespace that asks for them", [enabled, plain()], [120, 158]],
    [
      "are in pods of a namespace with a revision",
      [space({ "istio.io/rev": "a" }), plain()],
      [120, 158],
    ],
    [
      "are not where it is disabled",
      [space({ "istio-injection": "disabled", "istio.io/rev": "a" }), plain()],
      [20, 30],
    ],
    ["are not where the namespace says nothing", [space({}), plain()], [20, 30]],
    [
      "are not in a pod that says no",
      [
        enabled,
        pod({ name: "one", namespace: "shop", labels: { "sidecar.istio.io/inject": "false" } }, {}),
      ],
      [20, 30],
    ],
    [
      "are in a pod that asks for one itself",
      [pod({ name: "one", namespace: "shop", labels: { "sidecar.istio.io/inject": "true" } }, {})],
      [120, 158],
    ],
    ["are not in a pod on the node's network", [enabled, plain({ hostNetwork: true })], [20, 30]],
    [
      "ask for what a pod's annotations say, and for nothing else then",
      [
        enabled,
        pod(
          {
            name: "one",
            namespace: "shop",
            annotations: { "sidecar.istio.io/proxyMemory": "64Mi" },
          },
          {},
        ),
      ],
      [20, 94],
    ],
  ])("%s", (_title, objects, expected) => {
    expect(inMesh(...objects)).toEqual(expected);
  });

  it("are nowhere before Istio is there", () => {
    expect(reserved(enabled, plain())).toEqual([20, 30]);
  });
});
