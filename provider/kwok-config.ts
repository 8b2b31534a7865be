import type { ClusterSpec } from "../labs/cluster.js";
import type { KubeObject } from "../labs/kube.js";

/** What the program declares of an embedded cluster. */
export interface KwokInputs {
  readonly stack: string;
  readonly name: string;
  readonly kubernetes: string;
  readonly podSubnet: string;
  readonly serviceSubnet: string;
  /** 0: any free port. */
  readonly apiServerPort: number;
}

/** What the program declares for a week's cluster; of its ports and mounts kwok has none. */
export const kwokInputs = (
  stack: string,
  { name, kubernetes, podSubnet, serviceSubnet }: ClusterSpec,
  apiServerPort: number,
): KwokInputs => ({ stack, name, kubernetes, podSubnet, serviceSubnet, apiServerPort });

/** The programs that make up the cluster, as paths. */
export interface KwokBinaries {
  readonly etcd: string;
  readonly apiServer: string;
  readonly controllerManager: string;
  readonly scheduler: string;
  readonly kwok: string;
}

/** kwokctl's own configuration: everything listens on this machine's loopback and nowhere else. */
export const kwokctlConfig = ({ kubernetes, apiServerPort }: KwokInputs): object => ({
  apiVersion: "config.kwok.x-k8s.io/v1alpha1",
  kind: "KwokctlConfiguration",
  options: {
    runtime: "binary",
    bindAddress: "127.0.0.1",
    kubeVersion: `v${kubernetes}`,
    ...(apiServerPort === 0 ? {} : { kubeApiserverPort: apiServerPort }),
  },
});

/** The arguments of `kwokctl create cluster`. */
export function createArguments(
  inputs: KwokInputs,
  binaries: KwokBinaries,
  files: { readonly config: string; readonly kubeconfig: string },
): string[] {
  return [
    ...["create", "cluster", "--name", inputs.name, "--config", files.config],
    ...["--kubeconfig", files.kubeconfig, "--wait", "60s"],
    ...["--etcd-binary", binaries.etcd],
    ...["--kube-apiserver-binary", binaries.apiServer],
    ...["--kube-controller-manager-binary", binaries.controllerManager],
    ...["--kube-scheduler-binary", binaries.scheduler],
    ...["--kwok-controller-binary", binaries.kwok],
    ...["--extra-args", `kube-apiserver=service-cluster-ip-range=${inputs.serviceSubnet}`],
    ...["--extra-args", `kwok-controller=cidr=${nodeSubnet(inputs.podSubnet)}`],
  ];
}

/** The first /24 of the pods' subnet: what kind gives its only node. */
export function nodeSubnet(podSubnet: string): string {
  return podSubnet.replace(/\/\d+$/, "/24");
}

/** The one simulated node, under the name that kind would give it. */
export const nodeObject = ({ name, podSubnet }: KwokInputs): KubeObject => ({
  apiVersion: "v1",
  kind: "Node",
  metadata: {
    name: `${name}-control-plane`,
    annotations: { "kwok.x-k8s.io/node": "fake" },
    labels: {
      "kubernetes.io/arch": "amd64",
      "kubernetes.io/os": "linux",
      "kubernetes.io/hostname": `${name}-control-plane`,
      "node-role.kubernetes.io/control-plane": "",
      type: "kwok",
    },
  },
  spec: { podCIDR: nodeSubnet(podSubnet), podCIDRs: [nodeSubnet(podSubnet)] },
});
