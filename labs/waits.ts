import type { KubeObject, ObjectKey } from "./kube.js";
import type { LabObject } from "./objects.js";
import { partNamed } from "./parts/index.js";
import { meshedNamespaces } from "./policies/namespaces.js";

/** What must be there before an object is made. */
export interface Waits {
  /** Other parts that must be ready. */
  readonly parts: readonly string[];
  /** The Namespace that it lies in, if another part of the lab declares it. */
  readonly namespace: Pick<LabObject, "key" | "part"> | undefined;
}

/** Whether istiod's webhook validates it, and Istio's definitions must be there. */
const isOfIstio = ({ apiVersion }: KubeObject): boolean => /(^|\.)istio\.io\//.test(apiVersion);

/**
 * Tells what each object of a lab waits for: its Namespace; Istio, if it is of a kind of Istio's or its namespace asks
 * for sidecars; and what its part names.
 */
export function waitsOf(objects: readonly LabObject[]): (object: LabObject) => Waits {
  const meshed = meshedNamespaces(objects.map(({ object }) => object));
  const spaces = new Map<ObjectKey, LabObject>(
    objects.filter(({ object }) => object.kind === "Namespace").map((space) => [space.key, space]),
  );
  return ({ part, object }) => {
    const { namespace = "" } = object.metadata;
    const isMeshed = isOfIstio(object) || meshed.has(namespace);
    const named = [...(partNamed(part).after ?? []), ...(isMeshed ? ["istio"] : [])];
    const space = spaces.get(`Namespace/${namespace}`);
    return {
      parts: [...new Set(named)].filter((name) => name !== part),
      namespace: space?.part === part ? undefined : space,
    };
  };
}
