import type { KubeObject } from "../../labs/kube.js";
import { kubeObject } from "./fake-manifests.js";

/** A container as Istio's default profile has it. */
export interface Asking {
  readonly name: string;
  readonly resources?: {
    readonly requests?: Readonly<Record<string, string>>;
    readonly limits?: Readonly<Record<string, string>>;
  };
}

export const proxy: Asking = {
  name: "istio-proxy",
  resources: {
    limits: { cpu: "2000m", memory: "1024Mi" },
    requests: { cpu: "100m", memory: "128Mi" },
  },
};

const discovery: Asking = {
  name: "discovery",
  resources: { requests: { cpu: "500m", memory: "2048Mi" } },
};

const inSystem = (name: string) => ({ namespace: "istio-system", name });

/** A Deployment of Istio with these containers. */
export const deployment = (name: string, ...containers: readonly Asking[]): KubeObject =>
  kubeObject("apps/v1", "Deployment", inSystem(name), {
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { serviceAccountName: name, containers },
    },
  });

/** A metric of an autoscaler, in percent of what is requested. */
export const percent = (name: string, averageUtilization: number): object => ({
  type: "Resource",
  resource: { name, target: { type: "Utilization", averageUtilization } },
});

export const autoscaler = (name: string, ...metrics: readonly object[]): KubeObject =>
  kubeObject("autoscaling/v2", "HorizontalPodAutoscaler", inSystem(name), {
    maxReplicas: 5,
    minReplicas: 1,
    metrics,
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name },
  });

/** What the injector knows, as the text that Istio's charts render. */
export const injector = (values: string): KubeObject => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: inSystem("istio-sidecar-injector"),
  data: { config: "templates: {}\n", values },
});

export const injectorValues = {
  global: {
    hub: "docker.io/istio",
    proxy: { image: "proxyv2", resources: proxy.resources },
    proxy_init: { resources: { requests: { cpu: "10m", memory: "10Mi" } } },
  },
  istio_cni: { enabled: false },
};

/** Those objects of Istio's default profile that reserve CPU, or depend on how much is reserved. */
export const requestingIstio: readonly KubeObject[] = [
  injector(JSON.stringify(injectorValues, null, 2)),
  deployment("istiod", discovery),
  deployment("istio-ingressgateway", proxy),
  autoscaler("istiod", percent("cpu", 80)),
  autoscaler("istio-ingressgateway", percent("cpu", 80)),
];
