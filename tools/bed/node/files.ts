import type { Versions } from "../../../labs/versions.js";
import { releasesOf } from "../../releases.js";
import { compareVersions } from "../../version.js";
import { pauseImage } from "../images/control-plane.js";

/** From this Kubernetes on kind leaves the cgroups of pods to systemd, for kubelet and containerd alike. */
const SYSTEMD_CGROUPS_FROM = "1.24";

const hasSystemdCgroups = ({ kubernetes }: Versions): boolean =>
  compareVersions(kubernetes, SYSTEMD_CGROUPS_FROM) >= 0;

/**
 * containerd's configuration in the node: what differs from kind's own file is the pause image of this
 * Kubernetes, the cgroup driver (kind gives kubelet cgroupfs below 1.24) and what a machine without all
 * capabilities needs (restrict_oom_score_adj). `containerdConfigPatches` are merged into it by kind.
 */
const containerdConfig = (versions: Versions): string => `version = 2
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${pauseImage(releasesOf(versions).kubernetes.pause)}"
  tolerate_missing_hugepages_controller = true
  restrict_oom_score_adj = true
[plugins."io.containerd.grpc.v1.cri".cni]
  bin_dir = "/opt/cni/bin"
  conf_dir = "/etc/cni/net.d"
[plugins."io.containerd.grpc.v1.cri".containerd]
  discard_unpacked_layers = false
  snapshotter = "overlayfs"
  default_runtime_name = "runc"
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
  runtime_type = "io.containerd.runc.v2"
  base_runtime_spec = "/etc/containerd/cri-base.json"
  [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
    SystemdCgroup = ${String(hasSystemdCgroups(versions))}
`;

/** The network of one node: a bridge with the pod subnet of kind's kubeadm.conf, written before kubelet starts. */
const cniScript = `#!/bin/sh
set -eu
[ -e /etc/cni/net.d/10-kind.conflist ] && exit 0
subnet=$(sed -n 's/^ *podSubnet: *"\\{0,1\\}\\([0-9.\\/]*\\).*/\\1/p' /kind/kubeadm.conf | head -n1)
mkdir -p /etc/cni/net.d
cat > /etc/cni/net.d/.draft <<CONFLIST
{"cniVersion":"0.4.0","name":"kind","plugins":[
 {"type":"bridge","bridge":"cni0","isGateway":true,"isDefaultGateway":true,"ipMasq":true,"hairpinMode":true,
  "ipam":{"type":"host-local","dataDir":"/run/cni-ipam-state","ranges":[[{"subnet":"\${subnet:-10.244.0.0/16}"}]]}},
 {"type":"portmap","capabilities":{"portMappings":true}}]}
CONFLIST
mv /etc/cni/net.d/.draft /etc/cni/net.d/10-kind.conflist
`;

/**
 * Addresses of Services never leave the node. Until kube-proxy has a rule for one, a connection to it would go out
 * by the default route, and on a machine whose network answers for every address, as behind a transparent proxy,
 * the API server would stay connected to that stranger. What still has such an address after kube-proxy's
 * translation is refused, and tried again.
 */
const serviceScript = `#!/bin/sh
set -eu
subnet=$(sed -n 's/^ *serviceSubnet: *"\\{0,1\\}\\([0-9.\\/]*\\).*/\\1/p' /kind/kubeadm.conf | head -n1)
for chain in OUTPUT FORWARD; do
  rule="$chain --destination \${subnet:-10.96.0.0/16} --jump REJECT"
  iptables --wait --check $rule 2>/dev/null || iptables --wait --insert $rule
done
`;

const kubeletDropIn = `[Service]
ExecStartPre=/kind/bin/write-cni.sh
ExecStartPre=/kind/bin/keep-services.sh
`;

/** kind applies this file as the cluster's network. Ours is a file on the node. */
const cniManifest = `apiVersion: v1
kind: ConfigMap
metadata: {name: kind-cni, namespace: kube-system}
data: {cni: "a bridge on the node itself, see /kind/bin/write-cni.sh"}
`;

/** Nothing provisions volumes: what claims one gets an empty folder instead (labs/empty-volumes.ts). */
const storageManifest = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: standard
  annotations: {storageclass.kubernetes.io/is-default-class: "true"}
provisioner: kubernetes.io/no-provisioner
volumeBindingMode: WaitForFirstConsumer
`;

/** What the node has besides kind's base files, by path. Those in a `bin` are programs. */
export const nodeFiles = (versions: Versions): Readonly<Record<string, string>> => ({
  "etc/containerd/config.toml": containerdConfig(versions),
  "kind/bin/write-cni.sh": cniScript,
  "kind/bin/keep-services.sh": serviceScript,
  "etc/systemd/system/kubelet.service.d/12-network.conf": kubeletDropIn,
  "kind/manifests/default-cni.yaml": cniManifest,
  "kind/manifests/default-storage.yaml": storageManifest,
  "kind/version": `v${versions.kubernetes}`,
});
