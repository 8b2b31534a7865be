import { keyOf, type KubeObject } from "../kube.js";
import type { Policy } from "../policies.js";

interface PodSpec {
  readonly containers?: readonly { readonly image?: string }[];
  readonly initContainers?: readonly { readonly image?: string }[];
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

/** Whether an image names one version for good: a digest, or a tag other than `latest`. */
function isPinned(image: string): boolean {
  if (image.includes("@sha256:")) return true;
  // A colon before the last slash belongs to a registry's port.
  const [, tag] = image.slice(image.lastIndexOf("/") + 1).split(":");
  return tag !== undefined && tag !== "" && tag !== "latest";
}

/** Every image has a tag other than `latest`, or a digest, unless the week names it as an exception. */
export const imagesArePinned: Policy = (objects, { unpinned }) =>
  objects.flatMap((object) =>
    podImages(object)
      .filter((image) => !isPinned(image) && !unpinned.includes(image))
      .map((image) => ({ object: keyOf(object), says: `image "${image}" has no fixed version` })),
  );
