import type * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import {
  kubernetesProvider,
  type RunningCluster,
} from "../../components/cluster/running-cluster.js";
import { LabComponent } from "../../components/component.js";
import type { AnyCluster } from "../../components/provider/lab-provider.js";
import type { Target } from "../../targets/target.js";
import { commonTools } from "../../tools/tool.js";

class Context extends pulumi.CustomResource {}

/** A cluster that somebody else made, and in which others have objects of their own. */
class ContextCluster extends LabComponent implements RunningCluster {
  readonly isOwn = false;
  readonly resource: pulumi.CustomResource;
  readonly id: pulumi.Output<string>;
  readonly kubeconfig: pulumi.Output<string>;
  readonly provider: k8s.Provider;

  constructor() {
    super("istio-lab:cluster:ContextCluster", "cluster", {});
    this.resource = new Context("lab:cluster:Context", "cluster/context", {}, { parent: this });
    this.id = this.resource.id;
    this.kubeconfig = pulumi.secret("the user's");
    this.provider = kubernetesProvider("cluster/kubernetes", this, this);
    this.registerOutputs({});
  }
}

/** A third target, known to no file of the lab: pods run in a cluster that is not the lab's own. */
export const context: Target = {
  name: "context",
  owns: { cluster: false },
  runs: { pods: true, webhooks: true, containers: "none" },
  reach: "none",
  images: "none",
  needsDocker: false,
  missing: (need) =>
    need === "traffic" || need === "node" ? `a context has no ${need} of its own` : undefined,
  keys: [],
  tools: commonTools,
  plugins: [],
  resourceType: "lab:cluster:Context",
  cluster: () => Promise.resolve(new ContextCluster()),
  inputs: () => ({}),
  plugin: () => untouched,
};

const untouched: AnyCluster = {
  check: () => [],
  replaceFields: [],
  updateFields: [],
  create: () => Promise.reject(new Error("it is somebody else's")),
  find: () => Promise.resolve({ alive: true }),
  remove: () => Promise.resolve(),
};
