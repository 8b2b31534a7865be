import type { KubeObject } from "./kube.js";
import type { LabObject } from "./objects.js";

/** An image and the objects whose pods run it. */
export interface ImageUse {
  readonly image: string;
  /** Object keys, sorted. */
  readonly usedBy: readonly string[];
}

interface PodSpec {
  readonly containers?: readonly { readonly image?: string }[];
  readonly initContainers?: readonly { readonly image?: string }[];
}

/** No image: the injector puts the proxy's in its place, in the gateway's pods. */
const AUTO = "auto";

/** The sidecar and its init container: no object names them, the injector's webhook adds them. */
const INJECTOR = "ConfigMap/istio-system/istio-sidecar-injector";

/** The images of a lab, sorted by name: exactly what must be pulled before it can run. */
export function imagesOf(objects: readonly LabObject[]): ImageUse[] {
  const uses = new Map<string, string[]>();
  for (const { key, object } of objects) {
    const named = podImages(object).filter((image) => image !== AUTO);
    for (const image of new Set([...named, ...injectedImage(key, object)])) {
      uses.set(image, [...(uses.get(image) ?? []), key]);
    }
  }
  return [...uses]
    .map(([image, usedBy]) => ({ image, usedBy: usedBy.sort() }))
    .sort((a, b) => a.image.localeCompare(b.image));
}

/** Kinds whose pods come from a template. */
const TEMPLATED = new Set(["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job"]);

function podSpecOf({ kind, ...object }: KubeObject): PodSpec {
  if (kind === "Pod") return object["spec"] ?? {};
  if (!TEMPLATED.has(kind)) return {};
  const spec = object["spec"] as { readonly template?: { readonly spec?: PodSpec } } | undefined;
  return spec?.template?.spec ?? {};
}

/** The images of an object's pods, init containers included. */
export function podImages(object: KubeObject): string[] {
  const { containers = [], initContainers = [] } = podSpecOf(object);
  return [...initContainers, ...containers].flatMap(({ image }) => image ?? []);
}

function injectedImage(key: string, object: LabObject["object"]): string[] {
  if (key !== INJECTOR) return [];
  const { values = "{}" } = object["data"] as { readonly values?: string };
  const { global } = JSON.parse(values) as {
    readonly global?: {
      readonly hub?: string;
      readonly tag?: string;
      readonly proxy?: { readonly image?: string };
    };
  };
  const { hub, tag, proxy } = global ?? {};
  return hub === undefined ? [] : [`${hub}/${proxy?.image ?? "proxyv2"}:${tag ?? "latest"}`];
}
