import type { Gateway, IstioOperatorSpec } from "./istio.js";
import type { KubeObject } from "./kube.js";
import { meshedNamespaces } from "./policies/namespaces.js";
import { itemsOf, meshOf } from "./contents.js";
import type { Item } from "./items/index.js";
import type { LabState } from "./state.js";

/**
 * Annotation of the pods of the mesh: the settings that their proxies read only when they start. Where these
 * change, so does the annotation, and Kubernetes makes the pods anew: no step has to restart anything.
 */
export const PROXY_CONFIG = "istio-lab/proxy-config";

type Annotations = Readonly<Record<string, string>>;

/** The part of a Deployment's spec that is touched. */
interface Templated {
  readonly template: { readonly metadata: { readonly annotations?: Annotations } };
}

/**
 * The state with that annotation on the ingress gateway and on every Deployment whose pods get a sidecar. Without
 * such settings it is the same state, so that a mesh with Istio's defaults knows nothing of it. A pod that no
 * Deployment owns stays as it is: it would have to be replaced.
 */
export function withRestarts(state: LabState): LabState {
  const config = meshOf(state)?.meshConfig?.defaultConfig;
  if (config === undefined) return state;
  const annotation = { [PROXY_CONFIG]: JSON.stringify(config) };
  const meshed = meshedNamespaces(itemsOf(state, "object").map(({ object }) => object));
  const restarted = (item: Item): Item => {
    if (item.kind === "mesh") return { ...item, spec: withGateways(item.spec, annotation) };
    if (item.kind !== "object") return item;
    const { object } = item;
    const isMeshed = meshed.has(object.metadata.namespace ?? "");
    if (object.kind !== "Deployment" || !isMeshed) return item;
    return { ...item, object: annotated(object, annotation) };
  };
  return Object.fromEntries(Object.entries(state).map(([key, item]) => [key, restarted(item)]));
}

function annotated(deployment: KubeObject, added: Annotations): KubeObject {
  const spec = deployment["spec"] as Templated;
  const { metadata } = spec.template;
  const annotations = { ...metadata.annotations, ...added };
  const template = { ...spec.template, metadata: { ...metadata, annotations } };
  return { ...deployment, spec: { ...spec, template } };
}

function withGateways(mesh: IstioOperatorSpec, added: Annotations): IstioOperatorSpec {
  const annotate = (gateway: Gateway): Gateway => {
    const podAnnotations = { ...gateway.k8s?.podAnnotations, ...added };
    return { ...gateway, k8s: { ...gateway.k8s, podAnnotations } };
  };
  const ingressGateways = mesh.components?.ingressGateways?.map(annotate) ?? [];
  return { ...mesh, components: { ...mesh.components, ingressGateways } };
}
