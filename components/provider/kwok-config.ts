import { nodeName, type ClusterSpec } from "../../labs/cluster.js";
import type { KubeObject } from "../../labs/kube.js";

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

/**
 * kwokctl's own configuration: everything listens on this machine's loopback and nowhere else. The controller gets
 * the file beside it by its name alone: it would read a path with a comma as two.
 */
export const kwokctlConfig = ({ kubernetes, apiServerPort }: KwokInputs): object => ({
  apiVersion: "config.kwok.x-k8s.io/v1alpha1",
  kind: "KwokctlConfiguration",
  options: {
    runtime: "binary",
    bindAddress: "127.0.0.1",
    kubeVersion: `v${kubernetes}`,
    ...(apiServerPort === 0 ? {} : { kubeApiserverPort: apiServerPort }),
  },
  componentsPatches: [
    {
      name: "kwok-controller",
      extraArgs: [{ key: "config", value: "kwok.yaml", override: true }],
    },
  ],
});

/**
 * The arguments of `kwokctl create cluster`. The path of the kubeconfig ties the process to its stack
 * (components/provider/kwok-processes.ts).
 * @param files `config` as a name in the folder that kwokctl is started in: a path with a comma would be two.
 */
export function createArguments(
  inputs: KwokInputs,
  files: { readonly config: string; readonly kubeconfig: string },
): string[] {
  return [
    ...["create", "cluster", "--name", inputs.name, "--kubeconfig", files.kubeconfig],
    ...["--config", files.config, "--wait", "60s"],
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
    name: nodeName(name),
    annotations: { "kwok.x-k8s.io/node": "fake" },
    labels: {
      "kubernetes.io/arch": "amd64",
      "kubernetes.io/os": "linux",
      "kubernetes.io/hostname": nodeName(name),
      "node-role.kubernetes.io/control-plane": "",
      type: "kwok",
    },
  },
  spec: { podCIDR: nodeSubnet(podSubnet), podCIDRs: [nodeSubnet(podSubnet)] },
});
