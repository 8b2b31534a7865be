import { describe, expect, it } from "@jest/globals";
import { meshOf, objectIn } from "../../labs/contents.js";
import type { IstioOperatorSpec, MeshConfig } from "../../labs/istio.js";
import type { KubeObject } from "../../labs/kube.js";
import { withRestarts } from "../../labs/restart.js";
import { all, apply, mesh, nothing, type LabState } from "../../labs/state.js";

const spec = (meshConfig?: MeshConfig): IstioOperatorSpec => ({
  profile: "default",
  hub: "docker.io/istio",
  tag: "1.17.8",
  ...(meshConfig === undefined ? {} : { meshConfig }),
  components: {
    ingressGateways: [
      { name: "istio-ingressgateway", enabled: true, k8s: { service: { type: "NodePort" } } },
    ],
  },
});

const space = (name: string, labels?: Record<string, string>): KubeObject => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name, ...(labels && { labels }) },
});

const workload = (kind: string, namespace: string, annotations?: object): KubeObject => ({
  apiVersion: "apps/v1",
  kind,
  metadata: { name: "web", namespace },
  spec: { template: { metadata: { labels: { app: "web" }, ...(annotations && { annotations }) } } },
});

const stateWith = (meshConfig?: MeshConfig): LabState =>
  all(
    mesh(spec(meshConfig)),
    apply("namespaces", space("shop", { "istio-injection": "enabled" }), space("plain")),
    apply(
      "webapp",
      workload("Deployment", "shop", { "prometheus.io/scrape": "true" }),
      workload("Deployment", "plain"),
      workload("Pod", "shop"),
    ),
  )(nothing);

const traced = stateWith({ defaultConfig: { tracing: { sampling: 100 } } });
const VALUE = '{"tracing":{"sampling":100}}';

describe("settings that a proxy reads only at its start", () => {
  it("stand on the pods of Deployments in the mesh, beside what was there", () => {
    expect(objectIn(withRestarts(traced), "Deployment/shop/web")?.["spec"]).toEqual({
      template: {
        metadata: {
          labels: { app: "web" },
          annotations: { "prometheus.io/scrape": "true", "istio-lab/proxy-config": VALUE },
        },
      },
    });
  });

  it("leave all else alone: what is outside the mesh, and pods that nobody owns", () => {
    const restarted = withRestarts(traced);
    for (const key of ["Deployment/plain/web", "Pod/shop/web", "Namespace/shop"]) {
      expect(restarted[key]).toBe(traced[key]);
    }
  });

  it("stand on the gateway's pods, and its Service keeps its type", () => {
    expect(meshOf(withRestarts(traced))?.components?.ingressGateways?.[0]?.k8s).toEqual({
      service: { type: "NodePort" },
      podAnnotations: { "istio-lab/proxy-config": VALUE },
    });
  });

  it.each([
    ["without any setting", stateWith()],
    ["with settings that reach running proxies", stateWith({ accessLogFile: "/dev/stdout" })],
    ["without a mesh", nothing],
  ])("change nothing %s", (_what, state) => {
    expect(withRestarts(state)).toBe(state);
  });
});
