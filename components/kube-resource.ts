import * as pulumi from "@pulumi/pulumi";
import type { KubeObject } from "../labs/kube.js";
import { isBuiltIn } from "../labs/policies/namespaces.js";

/**
 * One Kubernetes object as a resource, with the type token of its typed twin in @pulumi/kubernetes
 * (`kubernetes:apps/v1:Deployment`). Objects come rendered and checked, so the typed classes would add
 * nothing but half a second of loading. No API server lets a namespace be deleted that every cluster has, so what is
 * declared of it is a patch: its fields are the lab's own, and going back takes them off again.
 */
export class KubeResource extends pulumi.CustomResource {
  constructor(name: string, object: KubeObject, opts: pulumi.CustomResourceOptions) {
    super(
      isBuiltIn(object) ? `${tokenOf(object)}Patch` : tokenOf(object),
      name,
      withSecrets(told(object)),
      {
        ...opts,
        ...ignored(object),
        additionalSecretOutputs: secretFields(object),
      },
    );
  }
}

const SKIP_AWAIT = "pulumi.com/skipAwait";

/**
 * Tells the provider not to wait for some objects. For each Service it would wait 10 s for the endpoints to settle, and
 * for ever for the address of a LoadBalancer. For a ServiceAccount it waits until there is one token more than it has:
 * where an interrupted run has left the account, with its token, that is five minutes and an error. What must be ready
 * are the Deployments.
 */
const withoutWaiting = { [SKIP_AWAIT]: "true" };

/**
 * Lets a Prometheus go before what its operator made of it, where the provider has it stay until that is gone: the
 * operator would make the StatefulSet again for as long as it is there, and the namespace would wait five minutes for
 * the last pod.
 */
const goesFirst = { "pulumi.com/deletionPropagationPolicy": "background" };

/** By kind, what the provider is told by annotations. */
const TOLD: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Service: withoutWaiting,
  ServiceAccount: withoutWaiting,
  Prometheus: goesFirst,
};

function told(object: KubeObject): KubeObject {
  const added = TOLD[object.kind];
  if (added === undefined) return object;
  const annotations = { ...object.metadata.annotations, ...added };
  return { ...object, metadata: { ...object.metadata, annotations } };
}

/** The fields of a Secret that say what it keeps: encrypted in the state, as it is declared and as it is read back. */
const secretFields = (object: KubeObject): string[] =>
  object.kind === "Secret"
    ? ["data", "stringData"].filter((field) => object[field] !== undefined)
    : [];

const withSecrets = (object: KubeObject): pulumi.Inputs => ({
  ...object,
  ...Object.fromEntries(secretFields(object).map((field) => [field, pulumi.secret(object[field])])),
});

/** Accounts of stacks that were made without the annotation stay as they are. */
const ignored = ({ kind }: KubeObject): pulumi.CustomResourceOptions =>
  kind === "ServiceAccount" ? { ignoreChanges: [`metadata.annotations["${SKIP_AWAIT}"]`] } : {};

/** @example tokenOf({ apiVersion: "v1", kind: "Service", … }) // "kubernetes:core/v1:Service" */
export function tokenOf({ apiVersion, kind }: Pick<KubeObject, "apiVersion" | "kind">): string {
  return `kubernetes:${apiVersion.includes("/") ? apiVersion : `core/${apiVersion}`}:${kind}`;
}
