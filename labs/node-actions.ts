import type { Action } from "./action.js";
import { NAMESPACE } from "./apps/app.js";
import type { Versions } from "./versions.js";

/** Where the release is unpacked in the node. */
export const releasePath = ({ istio }: Versions): string => `/istio-${istio}`;
const ISTIOCTL = "/usr/local/bin/istioctl";
const NODE_KUBECONFIG = "/etc/kubernetes/admin.conf";

/** The packages of step 1.4. */
const PACKAGES = [
  "tree",
  "psmisc",
  "lsof",
  "wget",
  "bridge-utils",
  "net-tools",
  "dnsutils",
  "tcpdump",
  "ngrep",
  "iputils-ping",
  "git",
  "vim",
];

/** The node has no terminal: a package that asks a question would wait for ever. */
const INSTALL = [
  "export DEBIAN_FRONTEND=noninteractive",
  "apt-get -o Acquire::Retries=0 update",
  `apt-get install --yes --no-install-recommends ${PACKAGES.join(" ")}`,
].join(" && ");

/** Network tools in the node. They are never taken out again: they go with the node. */
export const nodeTools: Action = {
  name: "node-tools",
  title: `${PACKAGES.length} packages in the node by apt`,
  place: { where: "node" },
  run: ["sh", "-c", INSTALL],
  undo: undefined,
  optional: "apt in the node needs the Internet",
};

/** The unpacked release in the node. The script of the notes picks the archive for the node's architecture. */
export const nodeRelease = (versions: Versions): Action => ({
  name: "node-istio-release",
  title: `Istio ${versions.istio} unpacked in the node`,
  place: { where: "node" },
  run: [
    "bash",
    "-o",
    "pipefail",
    "-c",
    `cd / && curl -fsSL https://istio.io/downloadIstio | ISTIO_VERSION=${versions.istio} sh -`,
  ],
  undo: ["rm", "-rf", releasePath(versions)],
  optional: "the archive comes from github.com",
});

/** istioctl on the node's PATH. */
export const nodeIstioctl = (versions: Versions): Action => ({
  name: "node-istioctl",
  title: "istioctl on the node's PATH",
  place: { where: "node" },
  run: ["cp", `${releasePath(versions)}/bin/istioctl`, ISTIOCTL],
  undo: ["rm", "-f", ISTIOCTL],
  instead: { tool: "istioctl", to: ISTIOCTL },
  optional: "the release is not in the node",
});

const setNamespace = (namespace: string): readonly string[] => [
  "kubectl",
  `--kubeconfig=${NODE_KUBECONFIG}`,
  "config",
  "set-context",
  "--current",
  `--namespace=${namespace}`,
];

/** The default namespace of kubectl in the node, which the book's chaos.sh relies on. */
export const nodeNamespace: Action = {
  name: "node-kubeconfig-namespace",
  title: `kubectl in the node uses ${NAMESPACE} by default`,
  place: { where: "node" },
  run: setNamespace(NAMESPACE),
  undo: setNamespace("default"),
};
