import { plus, times, type Amount } from "./pod.js";

const MI = 2 ** 20;

const pod = (millicores: number, mebibytes = 0): Amount => ({ millicores, bytes: mebibytes * MI });

/**
 * What the node of a kind cluster reserves for itself: kube-apiserver, kube-controller-manager, kube-scheduler, etcd
 * and two CoreDNS (kubeadm 1.23, cmd/kubeadm/app/phases), and kindnet (kind 0.22, pkg/build/nodeimage/const_cni.go).
 * kube-proxy and local-path-provisioner ask for nothing.
 */
export const NODE_REQUESTS: Amount = [
  pod(250),
  pod(200),
  pod(100),
  pod(100, 100),
  times(pod(100, 70), 2),
  pod(100, 50),
].reduce(plus);

/**
 * The memory that such a node itself uses, in bytes: kube-apiserver 255 MiB, containerd 290, kubelet 50, the other pods
 * above and kube-proxy 140. The working sets on a node of the bed with week 1's base lab, when all had settled.
 */
export const NODE_USE_BYTES = 750 * MI;
