import { describe, expect, it } from "@jest/globals";
import { fullImageName, imagesOf, proxyImageOf, withoutRepeatedPulls } from "../../labs/images.js";
import { keyOf, type KubeObject } from "../../labs/kube.js";
import { kiali } from "../../labs/observability/kiali-operator/index.js";
import { prometheusStack } from "../../labs/observability/prometheus-stack/index.js";
import type { LabObject } from "../../labs/objects.js";

const placed = (object: KubeObject): LabObject => ({ key: keyOf(object), part: "istio", object });

const deployment = (name: string, ...images: string[]): LabObject =>
  placed({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace: "istioinaction" },
    spec: { template: { spec: { containers: images.map((image) => ({ name, image })) } } },
  });

describe("the images of a lab", () => {
  it("are listed once, with every object that runs them", () => {
    const objects = [
      deployment("catalog-v2", "catalog:1"),
      deployment("catalog", "catalog:1", "b:2"),
    ];
    expect(imagesOf(objects)).toEqual([
      { image: "b:2", usedBy: ["Deployment/istioinaction/catalog"] },
      {
        image: "catalog:1",
        usedBy: ["Deployment/istioinaction/catalog", "Deployment/istioinaction/catalog-v2"],
      },
    ]);
  });

  it("count the pod without a Deployment and the init containers", () => {
    const pod = placed({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "netshoot", namespace: "default" },
      spec: { containers: [{ image: "netshoot:1" }], initContainers: [{ image: "init:1" }] },
    });
    expect(imagesOf([pod]).map(({ image }) => image)).toEqual(["init:1", "netshoot:1"]);
  });

  it("name those of the pods that operators make", () => {
    expect(imagesOf([...prometheusStack, kiali].map(placed)).map(({ image }) => image)).toEqual([
      "grafana/grafana:7.4.2",
      "quay.io/kiali/kiali:v1.63.2",
      "quay.io/kiwigrid/k8s-sidecar:1.10.6",
      "quay.io/prometheus-operator/prometheus-config-reloader:v0.45.0",
      "quay.io/prometheus-operator/prometheus-operator:v0.45.0",
      "quay.io/prometheus/prometheus:v2.24.0",
    ]);
  });

  it("name the proxy that the injector adds, and not the word auto that it replaces", () => {
    const global = { hub: "docker.io/istio", tag: "1.17.8", proxy: { image: "proxyv2" } };
    const injector = placed({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "istio-sidecar-injector", namespace: "istio-system" },
      data: { values: JSON.stringify({ global }) },
    });
    const gateway = deployment("istio-ingressgateway", "auto");
    expect(imagesOf([injector, gateway])).toEqual([
      {
        image: "docker.io/istio/proxyv2:1.17.8",
        usedBy: ["ConfigMap/istio-system/istio-sidecar-injector"],
      },
    ]);
  });
});

describe("an image's full name", () => {
  it.each([
    ["registry:2.8.3", "docker.io/library/registry:2.8.3"],
    ["nicolaka/netshoot", "docker.io/nicolaka/netshoot:latest"],
    ["docker.io/istio/pilot:1.17.8", "docker.io/istio/pilot:1.17.8"],
    ["quay.io/kiali/kiali:v1.63", "quay.io/kiali/kiali:v1.63"],
    ["localhost/web:1", "localhost/web:1"],
    ["registry.local:5000/web", "registry.local:5000/web:latest"],
    ["quay.io/a/b@sha256:abc", "quay.io/a/b@sha256:abc"],
    ["registry.local:5000/b:1@sha256:abc", "registry.local:5000/b@sha256:abc"],
  ])("of %s is %s, as a node lists it", (image, full) => {
    expect(fullImageName(image)).toBe(full);
  });

  it("of a mesh's proxy is made of its hub and tag", () => {
    expect(proxyImageOf({ hub: "docker.io/istio", tag: "1.17.8" })).toBe(
      "docker.io/istio/proxyv2:1.17.8",
    );
  });
});

describe("a manifest of others", () => {
  const kiali = (imagePullPolicy: string): KubeObject => ({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "kiali", namespace: "istio-system" },
    spec: {
      replicas: 1,
      template: {
        metadata: { labels: { app: "kiali" } },
        spec: { containers: [{ name: "kiali", image: "kiali:v1", imagePullPolicy }] },
      },
    },
  });

  it("never pulls again what is there", () => {
    expect(withoutRepeatedPulls(kiali("Always"))).toEqual(kiali("IfNotPresent"));
  });

  it("stays as it is where it does not ask for that", () => {
    const [never, account] = [kiali("Never"), { ...kiali(""), kind: "ServiceAccount", spec: {} }];
    expect(withoutRepeatedPulls(never)).toBe(never);
    expect(withoutRepeatedPulls(account)).toBe(account);
  });
});
