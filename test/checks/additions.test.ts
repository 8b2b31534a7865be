import { describe, expect, it } from "@jest/globals";
import { additionsTo, inRemovalOrder, without } from "../../checks/additions.js";
import type { KubeObject } from "../../labs/kube.js";
import { kubeObject } from "../support/fake-manifests.js";
import { wroteFields } from "../support/fake-live.js";

const named = { name: "web", namespace: "shop" };
const declaredService = kubeObject("v1", "Service", named, {
  selector: { app: "web" },
  ports: [{ name: "http", port: 80 }],
});
const declaredDeployment = kubeObject("apps/v1", "Deployment", named, {
  template: { spec: { containers: [{ name: "web", image: "web:1" }] } },
});

/** A live object with who wrote what. */
function live(object: KubeObject, spec: object, ...managedFields: readonly object[]): KubeObject {
  return { ...object, metadata: { ...object.metadata, managedFields } as never, spec };
}

const paths = (declared: KubeObject, found: KubeObject): unknown[] =>
  additionsTo(declared, found).map(({ path, value, by }) => [path, value, by]);

const BY = "kubectl-patch";

describe("what was added by hand", () => {
  it("is one label more in a selector, which has one owner as a whole", () => {
    const found = live(
      declaredService,
      { selector: { app: "web", version: "nope" }, ports: [{ name: "http", port: 80 }] },
      wroteFields(BY, { "f:spec": { "f:selector": {} } }),
    );
    expect(paths(declaredService, found)).toEqual([["spec.selector.version", "nope", BY]]);
  });

  it("is a whole branch, told by its outermost field", () => {
    const declared = kubeObject("networking.istio.io/v1beta1", "DestinationRule", named, {
      host: "web",
    });
    const trafficPolicy = { connectionPool: { tcp: { maxConnections: 1 } } };
    const found = live(
      declared,
      { host: "web", trafficPolicy },
      wroteFields("kubectl-edit", {
        "f:spec": {
          "f:trafficPolicy": {
            ".": {},
            "f:connectionPool": { ".": {}, "f:tcp": { ".": {}, "f:maxConnections": {} } },
          },
        },
      }),
    );
    expect(paths(declared, found)).toEqual([["spec.trafficPolicy", trafficPolicy, "kubectl-edit"]]);
  });

  it("is a container, found by its name wherever it stands", () => {
    const container = { name: "spy", image: "spy:1", resources: {} };
    const found = live(
      declaredDeployment,
      { template: { spec: { containers: [container, { name: "web", image: "web:1" }] } } },
      wroteFields(BY, {
        "f:spec": {
          "f:template": {
            "f:spec": {
              "f:containers": { 'k:{"name":"spy"}': { ".": {}, "f:image": {}, "f:name": {} } },
            },
          },
        },
      }),
    );
    expect(paths(declaredDeployment, found)).toEqual([
      ["spec.template.spec.containers[0]", container, BY],
    ]);
  });

  it("is a field within a list that has one owner, item by item", () => {
    const declared = kubeObject("networking.istio.io/v1beta1", "VirtualService", named, {
      http: [{ route: [] }],
    });
    const fault = { abort: { httpStatus: 500 } };
    const found = live(
      declared,
      { http: [{ route: [], fault }] },
      wroteFields(BY, { "f:spec": { "f:http": {} } }),
    );
    expect(paths(declared, found)).toEqual([["spec.http[0].fault", fault, BY]]);
  });

  it("is a finalizer, a label and an annotation", () => {
    const found = {
      ...declaredService,
      metadata: {
        ...named,
        finalizers: ["example.com/never"],
        labels: { "sidecar.istio.io/inject": "false" },
        annotations: { "example.com/a/b": "1" },
        managedFields: [
          wroteFields("kubectl-label", {
            "f:metadata": {
              "f:finalizers": { ".": {}, 'v:"example.com/never"': {} },
              "f:labels": { ".": {}, "f:sidecar.istio.io/inject": {} },
              "f:annotations": { ".": {}, "f:example.com/a/b": {} },
            },
          }),
        ],
      },
    } as KubeObject;
    expect(additionsTo(declaredService, found).map(({ path, pointer }) => [path, pointer])).toEqual(
      [
        ["metadata.finalizers", "/metadata/finalizers"],
        ['metadata.labels["sidecar.istio.io/inject"]', "/metadata/labels/sidecar.istio.io~1inject"],
        ['metadata.annotations["example.com/a/b"]', "/metadata/annotations/example.com~1a~1b"],
      ],
    );
  });

  it("is a rollout that was paused, but not one that was started again", () => {
    const template = {
      metadata: { annotations: { "kubectl.kubernetes.io/restartedAt": "2026-11-26" } },
      spec: { containers: [{ name: "web", image: "web:1" }] },
    };
    const found = live(
      declaredDeployment,
      { paused: true, template },
      wroteFields("kubectl-rollout", {
        "f:spec": {
          "f:paused": {},
          "f:template": {
            "f:metadata": {
              "f:annotations": { ".": {}, "f:kubectl.kubernetes.io/restartedAt": {} },
            },
          },
        },
      }),
    );
    expect(paths(declaredDeployment, found)).toEqual([["spec.paused", true, "kubectl-rollout"]]);
  });

  it.each([
    ["the lab", { manager: "pulumi-kubernetes-1a2b" }],
    ["put-back", { manager: "pulumi-istio-lab" }],
    ["a controller", { manager: "kube-controller-manager" }],
    ["istiod", { manager: "pilot-discovery" }],
    ["Flagger", { manager: "flagger" }],
    ["the operator of Prometheus", { manager: "operator" }],
    ["Kiali's operator", { manager: "ansible-operator" }],
    ["a playbook of Kiali's operator", { manager: "OpenAPI-Generator" }],
    ["the stand-in for Kiali's operator", { manager: "kiali-operator" }],
    ["nobody before an apply", { manager: "before-first-apply" }],
    ["whoever writes the status", { manager: "kubectl", subresource: "status" }],
  ])("is not what %s wrote", (_who, writer) => {
    const found = live(
      declaredService,
      { selector: { app: "web" }, externalName: "x" },
      { ...wroteFields("", { "f:spec": { "f:externalName": {} } }), ...writer },
    );
    expect(paths(declaredService, found)).toEqual([]);
  });

  it("is not what a controller wrote as well, but the rest of the same map", () => {
    const found = {
      ...declaredService,
      metadata: {
        ...named,
        annotations: { theirs: "1", mine: "2" },
        managedFields: [
          wroteFields("kube-controller-manager", {
            "f:metadata": { "f:annotations": { ".": {}, "f:theirs": {} } },
          }),
          wroteFields("kubectl-edit", {
            "f:metadata": { "f:annotations": { ".": {}, "f:theirs": {}, "f:mine": {} } },
          }),
        ],
      },
    } as KubeObject;
    expect(paths(declaredService, found)).toEqual([
      ["metadata.annotations.mine", "2", "kubectl-edit"],
    ]);
  });

  it("is not a field that is declared: its value is compared", () => {
    const found = live(
      declaredService,
      { selector: { app: "other" }, ports: [{ name: "http", port: 80, protocol: "TCP" }] },
      wroteFields(BY, {
        "f:spec": {
          "f:selector": {},
          "f:ports": { 'k:{"port":80,"protocol":"TCP"}': { ".": {}, "f:port": {} } },
        },
      }),
    );
    expect(paths(declaredService, found)).toEqual([]);
  });
});

describe("an object without what was added", () => {
  it("keeps the rest, and of a list the right items", () => {
    const object = kubeObject("v1", "Service", named, { a: [0, 1, 2, 3], "b/c": 1 });
    const pointers = ["/spec/a/1", "/spec/a/3", "/spec/b~1c", "/spec/none/deeper"];
    expect(without(object, pointers)["spec"]).toEqual({ a: [0, 2] });
    expect(object["spec"]).toHaveProperty("a", [0, 1, 2, 3]);
  });

  it("loses the last item of a list first, of ten or more as well", () => {
    expect(inRemovalOrder(["/a/2", "/a/10", "/b"])).toEqual(["/b", "/a/10", "/a/2"]);
  });
});
