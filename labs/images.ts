import type { IstioOperatorSpec } from "./istio.js";
import type { KubeObject } from "./kube.js";
import { KIALI_IMAGE } from "./observability/kiali-operator/operator.js";
import type { LabObject } from "./objects.js";

/** An image and the objects whose pods run it. */
export interface ImageUse {
  readonly image: string;
  /** Object keys, sorted. */
  readonly usedBy: readonly string[];
}

interface Container {
  readonly image?: string;
  readonly imagePullPolicy?: string;
  readonly args?: readonly string[];
}

interface PodSpec {
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
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

/** The images of an object's pods, init containers included, and of those that an operator makes for it. */
export function podImages(object: KubeObject): string[] {
  const { containers = [], initContainers = [] } = podSpecOf(object);
  const own = [...initContainers, ...containers].flatMap(({ image }) => image ?? []);
  return [...own, ...madeByOthers(object, containers)];
}

/** How the operator of Prometheus is told the image of the program that it puts beside each Prometheus. */
const RELOADER = "--prometheus-config-reloader=";

/** What no pod of the lab's own names. */
function madeByOthers({ apiVersion, ...object }: KubeObject, own: readonly Container[]): string[] {
  const group = apiVersion.split("/", 1)[0];
  const { image } = (object["spec"] ?? {}) as Container;
  if (group === "monitoring.coreos.com" && image !== undefined) return [image];
  if (group === "kiali.io") return [KIALI_IMAGE];
  return own
    .flatMap(({ args = [] }) => args)
    .filter((flag) => flag.startsWith(RELOADER))
    .map((flag) => flag.slice(RELOADER.length));
}

/**
 * The object with the pull policy `IfNotPresent` where a manifest of others asks for `Always` (Kiali's does): the
 * node would ask the registry at each start of a pod for an image that it has.
 */
export function withoutRepeatedPulls(object: KubeObject): KubeObject {
  const spec = object["spec"] as { readonly template?: { readonly spec?: PodSpec } } | undefined;
  const pod = spec?.template?.spec;
  const always = ({ imagePullPolicy }: Container): boolean => imagePullPolicy === "Always";
  if (pod?.containers?.some(always) !== true) return object;
  const containers = pod.containers.map((container) =>
    always(container) ? { ...container, imagePullPolicy: "IfNotPresent" } : container,
  );
  return {
    ...object,
    spec: { ...spec, template: { ...spec?.template, spec: { ...pod, containers } } },
  };
}

/** An image's full name, as a node's container runtime lists it: `docker.io/library/registry:2.8.3`. */
export function fullImageName(image: string): string {
  const [first = "", ...rest] = image.split("/");
  const hasHost = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
  const path = hasHost ? image : `docker.io/${rest.length === 0 ? "library/" : ""}${image}`;
  const [named = path, digest] = path.split("@");
  const tag = named.slice(named.lastIndexOf("/")).indexOf(":");
  // of a name with both a runtime keeps the digest
  if (digest !== undefined)
    return `${tag === -1 ? named : named.slice(0, named.lastIndexOf(":"))}@${digest}`;
  return tag === -1 ? `${named}:latest` : named;
}

/** The image of a mesh's sidecars and gateways. */
export const proxyImageOf = ({ hub, tag }: Pick<IstioOperatorSpec, "hub" | "tag">): string =>
  `${hub}/proxyv2:${tag}`;

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
