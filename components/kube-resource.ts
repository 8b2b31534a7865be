import * as pulumi from "@pulumi/pulumi";
import type { KubeObject } from "../labs/kube.js";

/**
 * One Kubernetes object as a resource, with the type token of its typed twin in @pulumi/kubernetes
 * (`kubernetes:apps/v1:Deployment`). Objects come rendered and checked, so the typed classes would add
 * nothing but half a second of loading.
 */
export class KubeResource extends pulumi.CustomResource {
  constructor(name: string, object: KubeObject, opts: pulumi.CustomResourceOptions) {
    super(tokenOf(object), name, { ...withAwait(object) }, opts);
  }
}

/**
 * Tells the provider not to wait for Services: it would wait 10 s for the endpoints of each to settle, and
 * for ever for the address of a LoadBalancer. What must be ready are the Deployments.
 */
function withAwait(object: KubeObject): KubeObject {
  if (object.kind !== "Service") return object;
  const annotations = { ...object.metadata.annotations, "pulumi.com/skipAwait": "true" };
  return { ...object, metadata: { ...object.metadata, annotations } };
}

/** @example tokenOf({ apiVersion: "v1", kind: "Service", … }) // "kubernetes:core/v1:Service" */
export function tokenOf({ apiVersion, kind }: Pick<KubeObject, "apiVersion" | "kind">): string {
  return `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${kind}`;
}
