import type { KubeObject } from "../kube.js";
import { definePart } from "./part.js";

/** 0 namespace, definitions · 1 accounts, rights, settings · 2 what runs, and its Services · 3 the operator's kinds. */
function stageOf({ apiVersion, kind }: KubeObject): number {
  if (kind === "Namespace" || kind === "CustomResourceDefinition") return 0;
  if (apiVersion.startsWith("monitoring.coreos.com/")) return 3;
  return kind === "Deployment" || kind === "Service" ? 2 : 1;
}

/**
 * The Prometheus operator, the Prometheus that it makes, Grafana, and the monitors that say what is scraped. They are
 * the last to come and the first to go: the operator takes down what it made, as long as it runs.
 */
export const prometheusStack = definePart({
  name: "prometheus-stack",
  token: "istio-lab:observability:PrometheusStack",
  stages: { of: stageOf },
  hasDefinitions: true,
});
