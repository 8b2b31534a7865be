import type { Versions } from "../labs/versions.js";
import { UsageError } from "../lib/errors.js";
import { between } from "./version.js";

/** What goes with a release of Kubernetes. */
export interface KubernetesRelease {
  /** The kind whose release notes name the node image. */
  readonly kind: string;
  /** The digest of `kindest/node`, from those notes; kubernetes-sigs/cluster-api lists the same. */
  readonly node: string;
  /** What its kubeadm ships and deploys. */
  readonly etcd: string;
  readonly coredns: string;
  /** The oldest and the newest kubectl: one minor version away, as Kubernetes promises. */
  readonly kubectl: readonly [string, string];
}

/** What goes with a release of Istio. */
export interface IstioRelease {
  /** The oldest and the newest Kubernetes that it supports (istio.io, supported releases). */
  readonly kubernetes: readonly [string, string];
}

/** The releases of Kubernetes that the lab has tools for. The first one is `pins.kubernetes`. */
export const KUBERNETES = {
  "1.23.17": {
    kind: "0.22.0",
    node: "sha256:14d0a9a892b943866d7e6be119a06871291c517d279aedb816a4b4bc0ec0a5b3",
    etcd: "3.5.6",
    coredns: "1.8.6",
    kubectl: ["1.22", "1.24"],
  },
} as const satisfies Readonly<Record<string, KubernetesRelease>>;

/** The releases of Istio that the lab has tools for. */
export const ISTIO = {
  "1.17.8": { kubernetes: ["1.23", "1.26"] },
} as const satisfies Readonly<Record<string, IstioRelease>>;

/** The release of Kubernetes; undefined for one that is not in the table. */
export const kubernetesRelease = (version: string): KubernetesRelease | undefined =>
  (KUBERNETES as Readonly<Record<string, KubernetesRelease>>)[version];

const istioRelease = (version: string): IstioRelease | undefined =>
  (ISTIO as Readonly<Record<string, IstioRelease>>)[version];

/** Why these versions can't be had, or not together; undefined where they can. */
export function whyNot({ kubernetes, istio }: Partial<Versions>): string | undefined {
  if (kubernetes !== undefined && kubernetesRelease(kubernetes) === undefined)
    return `there are no tools for Kubernetes "${kubernetes}"; there are for ${Object.keys(KUBERNETES).join(", ")}`;
  if (istio === undefined) return undefined;
  const release = istioRelease(istio);
  if (release === undefined)
    return `there are no tools for Istio "${istio}"; there are for ${Object.keys(ISTIO).join(", ")}`;
  const [oldest, newest] = release.kubernetes;
  if (kubernetes === undefined || between(oldest, newest)(kubernetes)) return undefined;
  return `Istio ${istio} supports Kubernetes ${oldest} to ${newest}, not ${kubernetes}`;
}

/** @throws UsageError `unknown-release` for versions outside the table: other tools would render something else. */
export function requireReleases(versions: Partial<Versions>): void {
  const why = whyNot(versions);
  if (why === undefined) return;
  throw new UsageError("unknown-release", `The versions of this week can't be had: ${why}.`, {
    next: "take a pair of tools/releases.ts, or add one to it",
  });
}
