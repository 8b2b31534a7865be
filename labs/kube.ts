/** A JSON value as it stands in a manifest. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** The part of a Kubernetes object's metadata that a manifest sets. */
export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A plain Kubernetes object, as `kubectl apply` takes it. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
  readonly [field: string]: unknown;
}

/**
 * The name of an object within a lab: `Kind/namespace/name`, or `Kind/name` where it has no namespace.
 * It stays the same over all steps, so that a changed spec is a change and never a new object.
 */
export type ObjectKey = string;

/** @example keyOf(virtualService) // "VirtualService/istioinaction/catalog" */
export function keyOf(object: KubeObject): ObjectKey {
  const { name, namespace } = object.metadata;
  return [object.kind, ...(namespace === undefined ? [] : [namespace]), name].join("/");
}

/** How an object is named to a person: `VirtualService istioinaction/catalog`. */
export function titleOf(key: ObjectKey): string {
  const [kind, ...path] = key.split("/");
  return `${kind ?? ""} ${path.join("/")}`;
}
