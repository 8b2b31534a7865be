import type { Provider } from "@pulumi/kubernetes/provider.js";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterSpec } from "../../labs/cluster.js";
import { LabComponent } from "../component.js";
import { kwokInputs } from "../provider/kwok-config.js";
import { LAB_PROVIDER_VERSION } from "../provider/version.js";
import { kubernetesProvider, type RunningCluster } from "./running-cluster.js";

export interface KwokClusterArgs {
  /** The stack that owns the cluster: its files lie in the stack's own folder. */
  readonly stack: string;
  /** What the week asks for. Of its ports and mounts kwok has none: pods are simulated. */
  readonly spec: ClusterSpec;
  /**
   * Port of the API server on 127.0.0.1.
   * @default 0 any free port, another one each time the cluster is made
   */
  readonly apiServerPort?: number;
}

/**
 * The embedded cluster: a real etcd, API server, controller manager and scheduler as processes of this
 * machine, with one simulated node. Needs no Docker; serves no traffic.
 */
export class KwokCluster extends LabComponent implements RunningCluster {
  static readonly token = "istio-lab:cluster:KwokCluster";
  readonly isOwn = true;
  readonly resource: pulumi.CustomResource;
  readonly id: pulumi.Output<string>;
  readonly kubeconfig: pulumi.Output<string>;
  readonly provider: Provider;

  constructor(name: string, args: KwokClusterArgs, opts: pulumi.ComponentResourceOptions = {}) {
    super(KwokCluster.token, name, opts);
    const cluster = new KwokClusterResource(this.childName("kwok"), args, { parent: this });
    this.resource = cluster;
    this.id = cluster.id;
    this.kubeconfig = cluster.kubeconfig;
    this.provider = kubernetesProvider(this.childName("kubernetes"), this, this);
    this.registerOutputs({ id: this.id });
  }
}

/** The resource behind it, made by the plugin in components/provider/. Every input forces a replacement. */
class KwokClusterResource extends pulumi.CustomResource {
  declare readonly kubeconfig: pulumi.Output<string>;

  constructor(name: string, args: KwokClusterArgs, opts: pulumi.CustomResourceOptions) {
    const { stack, spec, apiServerPort = 0 } = args;
    const inputs = { ...kwokInputs(stack, spec, apiServerPort), kubeconfig: undefined };
    super("lab:cluster:KwokCluster", name, inputs, {
      ...opts,
      version: LAB_PROVIDER_VERSION,
      additionalSecretOutputs: ["kubeconfig"],
    });
  }
}
