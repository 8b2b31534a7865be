import { studied } from "../../pins.js";
import { KUBERNETES } from "../../releases.js";
import type { BedImage } from "./image.js";
import { libraries, PATH_LINE, place } from "./lab/place.js";

const REGISTRY = "registry.k8s.io";
const kubernetes = `v${studied.kubernetes}`;
const release = KUBERNETES[studied.kubernetes];

/** The pause image that the node's containerd starts pods with. */
export const pauseImage = `${REGISTRY}/pause:3.6`;

function server(name: "kube-apiserver" | "kube-controller-manager" | "kube-scheduler"): BedImage {
  return {
    name: `${REGISTRY}/${name}:${kubernetes}`,
    what: `${name} ${studied.kubernetes} built from Kubernetes' own module`,
    tools: [name],
    files: (job) => place(job, job.locate(name), `/usr/local/bin/${name}`),
    config: [PATH_LINE],
    revision: 1,
  };
}

/** What kube-proxy calls, and the files that its programs read. */
export const proxyPrograms = [
  ...["iptables", "ip6tables"].flatMap((name) =>
    ["", "-nft", "-legacy"].flatMap((kind) =>
      ["", "-save", "-restore"].map((verb) => `/usr/sbin/${name}${kind}${verb}`),
    ),
  ),
  ...["/usr/sbin/conntrack", "/bin/sh", "/sbin/modprobe"],
  ...["/etc/protocols", "/etc/services", "/etc/ethertypes"],
];

const proxy: BedImage = {
  name: `${REGISTRY}/kube-proxy:${kubernetes}`,
  what: `kube-proxy ${studied.kubernetes} built from Kubernetes' own module, with Debian's iptables`,
  tools: ["kube-proxy"],
  files: async (job) => {
    await place(job, job.locate("kube-proxy"), "/usr/local/bin/kube-proxy");
    // All of them: iptables reads each, and a missing library makes every Service rule fail.
    await job.copyPrograms([
      ...proxyPrograms,
      ...(await libraries(job.rootfs, /\.so$/, "xtables")),
    ]);
  },
  config: [PATH_LINE],
  revision: 1,
};

const etcd: BedImage = {
  name: `${REGISTRY}/etcd:${release.etcd}-0`,
  what: `etcd ${release.etcd} built from its own module`,
  tools: ["etcd"],
  files: (job) => place(job, job.locate("etcd"), "/usr/local/bin/etcd"),
  config: [PATH_LINE],
  revision: 1,
};

const pause: BedImage = {
  name: pauseImage,
  what: "a small program of the lab that waits, as the real one does",
  tools: ["pause"],
  files: (job) => place(job, job.locate("pause"), "/pause"),
  config: ["USER 65535:65535", 'ENTRYPOINT ["/pause"]'],
  revision: 1,
};

const coredns: BedImage = {
  name: `${REGISTRY}/coredns/coredns:v${release.coredns}`,
  what: `CoreDNS ${release.coredns} built from its own module, with the plugins of a cluster's DNS`,
  tools: ["coredns"],
  files: async (job) => {
    await place(job, job.locate("coredns"), "/coredns");
    await job.copyPrograms(["/etc/ssl/certs/ca-certificates.crt"]);
  },
  config: ["EXPOSE 53 53/udp", 'ENTRYPOINT ["/coredns"]'],
  revision: 1,
};

/** The images that kubeadm of the study's Kubernetes starts a cluster with, under the names it asks for. */
export const controlPlane: readonly BedImage[] = [
  server("kube-apiserver"),
  server("kube-controller-manager"),
  server("kube-scheduler"),
  proxy,
  etcd,
  pause,
  coredns,
];
