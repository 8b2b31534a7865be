import { Provider } from "@pulumi/kubernetes/provider.js";
import type * as pulumi from "@pulumi/pulumi";

/** A cluster that answers, whatever made it. All that the rest of the program knows of it. */
export interface RunningCluster {
  /** What stands for it in the state. */
  readonly resource: pulumi.CustomResource;
  /** Whether it is the lab's alone: then one `delete` of it takes all objects along. */
  readonly isOwn: boolean;
  /** Made anew at each creation, so that a cluster made again is another cluster. */
  readonly id: pulumi.Output<string>;
  /** The content of the kubeconfig: a secret. */
  readonly kubeconfig: pulumi.Output<string>;
  /** Talks to this cluster and to no other. */
  readonly provider: Provider;
}

/** What vanishes with a cluster needs no deletion of its own; in somebody else's nothing vanishes. */
export const goesWith = ({
  resource,
  isOwn,
}: Pick<RunningCluster, "resource" | "isOwn">): pulumi.CustomResourceOptions =>
  isOwn ? { deletedWith: resource } : {};

/**
 * What the provider may do only where all objects are the lab's: in somebody else's cluster it would take over objects
 * of the same name, force its fields on them, and forget its own when the cluster does not answer for a while.
 */
const IN_OWN = {
  // refresh, preview and destroy go on when the cluster is gone
  deleteUnreachable: true,
  // an interrupted run may have made an object without recording it
  upsertExistingObjects: true,
  // what was changed by hand is put back; without it server-side apply stops at the conflict
  enablePatchForce: true,
} as const;

/** The Kubernetes provider of a cluster. */
export function kubernetesProvider(
  name: string,
  cluster: Omit<RunningCluster, "provider">,
  parent: pulumi.Resource,
): Provider {
  return new Provider(
    name,
    {
      kubeconfig: cluster.kubeconfig,
      // with a constant one, the objects of a cluster made again would show as updates
      clusterIdentifier: cluster.id,
      ...(cluster.isOwn ? IN_OWN : {}),
      // an edit of the mesh config is an update and not a replacement
      enableConfigMapMutable: true,
      enableSecretMutable: true,
      kubeClientSettings: { qps: 500, burst: 1000 },
    },
    { parent, ...goesWith(cluster) },
  );
}
