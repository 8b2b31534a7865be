import type { ClusterSpec } from "../../labs/cluster.js";
import { MIRRORS_PATCH } from "./kind-mirrors.js";
import { nodeImage } from "./kind-node-image.js";

/** A port of the host that leads into the node. */
export interface KindPort {
  readonly hostPort: number;
  readonly containerPort: number;
  /** The host's address it listens on. 127.0.0.1: nobody else reaches it. 0.0.0.0: all of them. */
  readonly listenAddress: string;
}

/** A folder of the host that the node sees. */
export interface KindMount {
  /** Absolute; must be there when the cluster is made. */
  readonly hostPath: string;
  readonly containerPath: string;
  /** Whether the node can't write to it. */
  readonly readOnly: boolean;
}

/** What the program declares of a kind cluster. None of it can change while the cluster lives. */
export interface KindInputs {
  /** The stack that owns the cluster: its files lie in the stack's own folder. */
  readonly stack: string;
  /** kind's cluster name; the node's container is `<name>-control-plane`. */
  readonly name: string;
  /** The node image, with its digest where one is known. */
  readonly image: string;
  readonly ports: readonly KindPort[];
  readonly podSubnet: string;
  readonly serviceSubnet: string;
  /** Port of the API server on 127.0.0.1. 0: any free port, another one each time the cluster is made. */
  readonly apiServerPort: number;
  /** Patches of kubeadm's configuration, each a YAML text with its `kind`. */
  readonly kubeadmConfigPatches: readonly string[];
  readonly extraMounts: readonly KindMount[];
}

/** What the stack's config says of its cluster. */
export interface KindOptions {
  readonly apiServerPort: number;
  readonly listenAddress: string;
  /** The book's checkout. Undefined: nothing is mounted. */
  readonly book: string | undefined;
}

/**
 * What a week's cluster is in the plugin's words.
 * The purpose of a port is left out: another wording must not cost the learner the cluster.
 */
export function kindInputs(stack: string, spec: ClusterSpec, options: KindOptions): KindInputs {
  const { book, listenAddress, apiServerPort } = options;
  return {
    stack,
    name: spec.name,
    image: nodeImage(spec.kubernetes),
    ports: spec.ports.map(({ hostPort, containerPort }) => ({
      hostPort,
      containerPort,
      listenAddress,
    })),
    podSubnet: spec.podSubnet,
    serviceSubnet: spec.serviceSubnet,
    apiServerPort,
    kubeadmConfigPatches: spec.kubeadmConfigPatches,
    extraMounts:
      book === undefined ? [] : [{ hostPath: book, containerPath: spec.bookPath, readOnly: false }],
  };
}

/** kubelet pulls one image at a time by default: a lab's first pods would wait in line. */
const PARALLEL_PULLS = [
  "apiVersion: kubelet.config.k8s.io/v1beta1",
  "kind: KubeletConfiguration",
  "serializeImagePulls: false",
  "",
].join("\n");

/**
 * kind's own configuration (@see https://kind.sigs.k8s.io/docs/user/configuration/).
 * One node: more of them do not survive a restart of Docker. Name and image are flags.
 */
export const kindConfig = (inputs: KindInputs): object => ({
  kind: "Cluster",
  apiVersion: "kind.x-k8s.io/v1alpha4",
  networking: {
    podSubnet: inputs.podSubnet,
    serviceSubnet: inputs.serviceSubnet,
    apiServerAddress: "127.0.0.1",
    ...(inputs.apiServerPort === 0 ? {} : { apiServerPort: inputs.apiServerPort }),
  },
  containerdConfigPatches: [MIRRORS_PATCH],
  kubeadmConfigPatches: [PARALLEL_PULLS, ...inputs.kubeadmConfigPatches],
  nodes: [
    {
      role: "control-plane",
      extraPortMappings: inputs.ports.map(({ containerPort, hostPort, listenAddress }) => ({
        containerPort,
        hostPort,
        listenAddress,
      })),
      ...(inputs.extraMounts.length === 0 ? {} : { extraMounts: inputs.extraMounts.map(mount) }),
    },
  ],
});

const mount = ({ hostPath, containerPath, readOnly }: KindMount): object => ({
  hostPath,
  containerPath,
  ...(readOnly ? { readOnly } : {}),
});
