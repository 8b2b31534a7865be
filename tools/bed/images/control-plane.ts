import type { Versions } from "../../../labs/versions.js";
import { releasesOf } from "../../releases.js";
import type { BedImage } from "./image.js";
import { libraries, PATH_LINE, place } from "./lab/place.js";

const REGISTRY = "registry.k8s.io";
const servers = ["kube-apiserver", "kube-controller-manager", "kube-scheduler"] as const;

/** The pause image that the node's containerd starts pods with. */
export const pauseImage = (tag: string): string => `${REGISTRY}/pause:${tag}`;

const server = (name: (typeof servers)[number], kubernetes: string): BedImage => ({
  name: `${REGISTRY}/${name}:v${kubernetes}`,
  what: `${name} ${kubernetes} built from Kubernetes' own module`,
  tools: [name],
  files: (job) => place(job, job.locate(name), `/usr/local/bin/${name}`),
  config: [PATH_LINE],
  revision: 1,
});

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

const proxy = (kubernetes: string): BedImage => ({
  name: `${REGISTRY}/kube-proxy:v${kubernetes}`,
  what: `kube-proxy ${kubernetes} built from Kubernetes' own module, with Debian's iptables`,
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
});

const etcd = (version: string): BedImage => ({
  name: `${REGISTRY}/etcd:${version}-0`,
  what: `etcd ${version} built from its own module`,
  tools: ["etcd"],
  files: (job) => place(job, job.locate("etcd"), "/usr/local/bin/etcd"),
  config: [PATH_LINE],
  revision: 1,
});

const pause = (tag: string): BedImage => ({
  name: pauseImage(tag),
  what: "a small program of the lab that waits, as the real one does",
  tools: ["pause"],
  files: (job) => place(job, job.locate("pause"), "/pause"),
  config: ["USER 65535:65535", 'ENTRYPOINT ["/pause"]'],
  revision: 1,
});

const coredns = (version: string): BedImage => ({
  name: `${REGISTRY}/coredns/coredns:v${version}`,
  what: `CoreDNS ${version} built from its own module, with the plugins of a cluster's DNS`,
  tools: ["coredns"],
  files: async (job) => {
    await place(job, job.locate("coredns"), "/coredns");
    await job.copyPrograms(["/etc/ssl/certs/ca-certificates.crt"]);
  },
  config: ["EXPOSE 53 53/udp", 'ENTRYPOINT ["/coredns"]'],
  revision: 1,
});

/**
 * The images that kubeadm starts a cluster with, under the names it asks for.
 * @throws UsageError `unknown-release` for versions that are not in the table of releases
 */
export function controlPlane(versions: Versions): readonly BedImage[] {
  const { kubernetes: release } = releasesOf(versions);
  return [
    ...servers.map((name) => server(name, versions.kubernetes)),
    proxy(versions.kubernetes),
    etcd(release.etcd),
    pause(release.pause),
    coredns(release.coredns),
  ];
}
