import type { Provider } from "@pulumi/kubernetes/provider.js";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterSpec } from "../../labs/cluster.js";
import { stackDir } from "../../lib/paths.js";
import { kindInputs } from "../provider/kind-config.js";
import { readRecord } from "../provider/kind-record.js";
import { LAB_PROVIDER_VERSION } from "../provider/version.js";
import { LabComponent } from "../component.js";
import { kubernetesProvider, type RunningCluster } from "./running-cluster.js";

export interface KindClusterArgs {
  /** The stack that owns the cluster: its files lie in the stack's own folder. */
  readonly stack: string;
  /** What the week asks for. */
  readonly spec: ClusterSpec;
  /**
   * Port of the API server on 127.0.0.1.
   * @default 0 any free port, another one each time the cluster is made
   */
  readonly apiServerPort?: number;
  /**
   * The host's address that the lab's ports listen on; `0.0.0.0` opens the lab to the whole network.
   * @default "127.0.0.1" nobody but this machine reaches it
   */
  readonly listenAddress?: string;
  /**
   * Absolute path of the book's `book-source-code-master`, mounted at /istiobook.
   * @default undefined nothing is mounted
   */
  readonly book?: string | undefined;
}

/**
 * The real cluster: a Kubernetes node in a Docker container, made by kind, that runs pods and serves traffic
 * on the week's ports.
 */
export class KindCluster extends LabComponent implements RunningCluster {
  static readonly token = "istio-lab:cluster:KindCluster";
  readonly isOwn = true;
  readonly resource: pulumi.CustomResource;
  readonly id: pulumi.Output<string>;
  readonly kubeconfig: pulumi.Output<string>;
  readonly provider: Provider;

  constructor(name: string, args: KindClusterArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(KindCluster.token, name, opts);
    const cluster = new KindClusterResource(this.childName("kind"), args, { parent: this });
    this.resource = cluster;
    this.id = cluster.id;
    this.kubeconfig = knownInPreview(cluster, args.stack);
    this.provider = kubernetesProvider(this.childName("kubernetes"), this, this);
    this.registerOutputs({ id: this.id });
  }
}

/**
 * The kubeconfig, known also in the preview of an update: there the engine takes all outputs for unknown, and
 * every object of a cluster that is only to be started again would show as an update. A cluster that is to be made
 * has no id yet, and so no kubeconfig either.
 */
function knownInPreview(cluster: KindClusterResource, stack: string): pulumi.Output<string> {
  if (!pulumi.runtime.isDryRun()) return cluster.kubeconfig;
  const recorded = cluster.id.apply(async (id) => {
    const record = await readRecord(stackDir(stack));
    return record?.id === id ? record.kubeconfig : undefined;
  });
  return pulumi.secret(recorded.apply((found) => found ?? cluster.kubeconfig));
}

/** The resource behind it, made by the plugin in components/provider/. Every input forces a replacement. */
class KindClusterResource extends pulumi.CustomResource {
  declare readonly kubeconfig: pulumi.Output<string>;

  constructor(name: string, args: KindClusterArgs, opts: pulumi.CustomResourceOptions) {
    const { stack, spec, apiServerPort = 0, listenAddress = "127.0.0.1", book } = args;
    const inputs = kindInputs(stack, spec, { apiServerPort, listenAddress, book });
    super(
      "lab:cluster:KindCluster",
      name,
      { ...inputs, kubeconfig: undefined },
      {
        ...opts,
        version: LAB_PROVIDER_VERSION,
        additionalSecretOutputs: ["kubeconfig"],
      },
    );
  }
}
