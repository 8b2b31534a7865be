import type { AddonName, SampleAppName, SampleName } from "../../labs/parts/index.js";
import type { DefinitionsName } from "../../labs/parts/index.js";
import type { IstioOperatorSpec } from "../../labs/istio.js";
import { keyOf, type KubeObject, type ObjectMeta } from "../../labs/kube.js";
import type { Manifests } from "../../labs/manifests.js";
import type { LabObject } from "../../labs/objects.js";
import type { Part } from "../../labs/parts/index.js";

const SYSTEM = "istio-system";
const GATEWAY = "istio-ingressgateway";

/** A Kubernetes object with little in it. */
export const kubeObject = (
  apiVersion: string,
  kind: string,
  metadata: ObjectMeta,
  spec: object = {},
): KubeObject => ({ apiVersion, kind, metadata, spec });

/** Objects as those of a part of a lab. */
export const placed = (part: Part, ...objects: readonly KubeObject[]): LabObject[] =>
  objects.map((object) => ({ key: keyOf(object), part, object }));

const component = (name: string) => ({ "operator.istio.io/component": name });

const pilot = { namespace: SYSTEM, name: "istiod", labels: component("Pilot") };
const gateway = { namespace: SYSTEM, name: GATEWAY, labels: component("IngressGateways") };
const inSystem = (name: string): ObjectMeta => ({ namespace: SYSTEM, name });

/** One object of each sort that istioctl renders, in an order that nothing may rely on. */
export const fakeIstio = (spec: IstioOperatorSpec): readonly KubeObject[] => [
  kubeObject("install.istio.io/v1alpha1", "IstioOperator", inSystem("installed-state"), spec),
  kubeObject("networking.istio.io/v1alpha3", "EnvoyFilter", inSystem("stats-filter-1.17")),
  kubeObject("autoscaling/v2", "HorizontalPodAutoscaler", gateway),
  kubeObject("apps/v1", "Deployment", gateway),
  kubeObject("v1", "Service", gateway, gatewayService(spec)),
  kubeObject("v1", "ServiceAccount", gateway),
  kubeObject("apps/v1", "Deployment", pilot),
  kubeObject("autoscaling/v2", "HorizontalPodAutoscaler", pilot),
  kubeObject("v1", "Service", pilot, { ports: [{ port: 15012 }] }),
  kubeObject("v1", "ConfigMap", inSystem("istio")),
  kubeObject("rbac.authorization.k8s.io/v1", "ClusterRole", { name: "istiod-istio-system" }),
  kubeObject("apiextensions.k8s.io/v1", "CustomResourceDefinition", {
    name: "virtualservices.networking.istio.io",
  }),
  {
    ...kubeObject("admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration", {
      name: "istio-sidecar-injector",
    }),
    webhooks: [{ name: "namespace.sidecar-injector.istio.io", failurePolicy: "Fail" }],
  },
  kubeObject("v1", "Namespace", { name: SYSTEM }),
];

const gatewayService = ({ components }: IstioOperatorSpec): object =>
  components?.ingressGateways?.[0]?.k8s?.service ?? {};

/** The Services of each addon with their ports, as in the release. */
const ADDON_SERVICES: Readonly<Record<AddonName, Readonly<Record<string, readonly number[]>>>> = {
  prometheus: { prometheus: [9090] },
  grafana: { grafana: [3000] },
  jaeger: { tracing: [80, 16685], zipkin: [9411] },
  kiali: { kiali: [20001, 9090] },
  loki: { loki: [3100, 9095] },
};

export const fakeAddon = (name: AddonName): readonly KubeObject[] => [
  kubeObject("apps/v1", "Deployment", inSystem(name)),
  ...Object.entries(ADDON_SERVICES[name]).map(([service, ports]) =>
    kubeObject("v1", "Service", inSystem(service), {
      type: "ClusterIP",
      ports: ports.map((port) => ({ name: `http-${port}`, port })),
    }),
  ),
];

/** The Deployments of each application, by the Service before them, and the port of all. */
const APPS: Readonly<Record<SampleAppName, Readonly<Record<string, readonly string[]>>>> = {
  bookinfo: {
    details: ["details-v1"],
    ratings: ["ratings-v1"],
    reviews: ["reviews-v1", "reviews-v2", "reviews-v3"],
    productpage: ["productpage-v1"],
  },
};

/** As in the release without a namespace. */
const fakeApp = (name: SampleAppName): readonly KubeObject[] =>
  Object.entries(APPS[name]).flatMap(([service, deployments]) => [
    kubeObject("v1", "Service", { name: service }, { ports: [{ name: "http", port: 9080 }] }),
    kubeObject("v1", "ServiceAccount", { name: `bookinfo-${service}` }),
    ...deployments.map((deployment) => kubeObject("apps/v1", "Deployment", { name: deployment })),
  ]);

const isApp = (name: SampleName): name is SampleAppName => name in APPS;

/** A sample of the release. */
export const fakeSample = (name: SampleName): readonly KubeObject[] =>
  isApp(name) ? fakeApp(name) : fakeAddon(name);

/** One definition of those that a week installs besides Istio's. */
export const fakeDefinitions = (name: DefinitionsName): readonly KubeObject[] => [
  kubeObject("apiextensions.k8s.io/v1", "CustomResourceDefinition", { name: `kinds.${name}.app` }),
];

/** Stand for what istioctl renders and what the release holds: small, and there without any tool. */
export const fakeManifests: Manifests = {
  istio: fakeIstio,
  sample: fakeSample,
  definitions: fakeDefinitions,
};
