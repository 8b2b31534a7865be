/** One host port that leads into the node. */
export interface PortMapping {
  readonly hostPort: number;
  readonly containerPort: number;
  /** What the learner finds there; shown by `lab urls`. */
  readonly purpose: string;
}

/** The cluster of a week, in the words of kind's configuration. */
export interface ClusterSpec {
  /** kind's cluster name; the node's container is `<name>-control-plane`. */
  readonly name: string;
  /** Kubernetes version without the `v`: `1.23.17`. */
  readonly kubernetes: string;
  readonly podSubnet: string;
  readonly serviceSubnet: string;
  readonly ports: readonly PortMapping[];
  /** Where the book's repository is mounted in the node when the config names a checkout. */
  readonly bookPath: string;
  /** kubeadm patches, each a YAML text as kind takes it. */
  readonly kubeadmConfigPatches: readonly string[];
}

/** The name of a cluster's only node, and on kind of its container. @param cluster its name */
export const nodeName = (cluster: string): string => `${cluster}-control-plane`;
