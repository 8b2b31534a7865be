import type { LabObject } from "./objects.js";

/** An image and the objects whose pods run it. */
export interface ImageUse {
  readonly image: string;
  /** Object keys, sorted. */
  readonly usedBy: readonly string[];
}

interface Container {
  readonly image?: string;
}

interface PodSpec {
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
}

/** The sidecar and its init container: no object names them, the injector's webhook adds them. */
const INJECTOR = "ConfigMap/istio-system/istio-sidecar-injector";

/** The images of a lab, sorted by name: exactly what must be pulled before it can run. */
export function imagesOf(objects: readonly LabObject[]): ImageUse[] {
  const uses = new Map<string, string[]>();
  for (const { key, object } of objects) {
    for (const image of new Set([...podImages(object), ...injectedImage(key, object)])) {
      uses.set(image, [...(uses.get(image) ?? []), key]);
    }
  }
  return [...uses]
    .map(([image, usedBy]) => ({ image, usedBy: usedBy.sort() }))
    .sort((a, b) => a.image.localeCompare(b.image));
}

/** `auto` is no image: the injector replaces it in the gateway's pods. */
function podImages(object: LabObject["object"]): string[] {
  const spec = object["spec"] as { readonly template?: { readonly spec?: PodSpec } } & PodSpec;
  const pod = object.kind === "Pod" ? spec : spec?.template?.spec;
  return [...(pod?.containers ?? []), ...(pod?.initContainers ?? [])].flatMap(({ image }) =>
    image === undefined || image === "auto" ? [] : [image],
  );
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
