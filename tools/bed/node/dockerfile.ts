/** Commands that turn a Debian into a node, as the Dockerfile of kind's base image does (kind, images/base). */
const commands = [
  "find /lib/systemd/system/sysinit.target.wants/ -name systemd-tmpfiles-setup.service -delete",
  "rm -f /lib/systemd/system/multi-user.target.wants/* /etc/systemd/system/*.wants/*",
  "rm -f /lib/systemd/system/local-fs.target.wants/* /lib/systemd/system/basic.target.wants/*",
  "rm -f /lib/systemd/system/sockets.target.wants/*udev* /lib/systemd/system/sockets.target.wants/*initctl*",
  "echo ReadKMsg=no >> /etc/systemd/journald.conf",
  "ln -sf /usr/lib/systemd/systemd /sbin/init",
  // kind's unit starts containerd from here, and Debian's own unit must not be found before it
  "ln -sf /usr/bin/containerd /usr/local/bin/containerd",
  "ln -sf /usr/bin/ctr /usr/local/bin/ctr",
  "rm -f /lib/systemd/system/containerd.service",
  "mkdir -p /opt/cni /etc/kubernetes/manifests",
  "ln -sfn /usr/lib/cni /opt/cni/bin",
  "rm -rf /etc/cni/net.d/*",
  // what each pod starts from: kind's hook, and no limits that a machine may not be able to give
  "ctr oci spec" +
    ` | jq '.hooks.createContainer = [{"path": "/kind/bin/mount-product-files.sh"}] | del(.process.rlimits)'` +
    " > /etc/containerd/cri-base.json",
  "systemctl enable kubelet.service containerd.service undo-mount-hacks.service",
  "systemctl mask systemd-binfmt.service",
  "chmod 755 /kind /kind/bin",
  "rm -rf /var/lib/containerd",
  "mkdir -p /var/lib/containerd",
];

/** How a node starts; `docker commit` is told again, or it keeps the command of the preloading. */
export const ENTRYPOINT = 'ENTRYPOINT ["/usr/local/bin/entrypoint", "/sbin/init"]';

/** The Dockerfile of the node, with its files in `root`, on an image of the root file system. */
export const nodeDockerfile = (base: string): string =>
  [
    `FROM ${base}`,
    "COPY root/ /",
    `RUN ${commands.join(" && \\\n  ")}`,
    "ENV container=docker",
    "STOPSIGNAL SIGRTMIN+3",
    ENTRYPOINT,
    "",
  ].join("\n");
