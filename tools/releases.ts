import type { Versions } from "../labs/versions.js";
import { UsageError } from "../lib/errors.js";
import { between, compareVersions } from "./version.js";

/** What goes with a release of Kubernetes. */
export interface KubernetesRelease {
  /** The kind whose release notes name the node image. */
  readonly kind: string;
  /** The digest of `kindest/node`, from those notes; kubernetes-sigs/cluster-api lists the same. */
  readonly node: string;
  /** The oldest and the newest kind that starts a node of it; another one on PATH is not taken. */
  readonly kinds: readonly [string, string];
  /** What its kubeadm ships and deploys. */
  readonly etcd: string;
  readonly coredns: string;
  /** What the node's containerd starts pods with; without `v`, as its tag. */
  readonly pause: string;
  /** The oldest and the newest kubectl: one minor version away, as Kubernetes promises. */
  readonly kubectl: readonly [string, string];
  /** The commit of its tag and when it was built: a server that lacks them calls itself v0.0.0. */
  readonly commit: string;
  readonly built: string;
}

/** What goes with a release of Istio. */
export interface IstioRelease {
  /** The oldest and the newest Kubernetes that it supports (istio.io, supported releases). */
  readonly kubernetes: readonly [string, string];
  /** Files of its `samples`, by the part of the lab that is made of them. */
  readonly samples: Readonly<Record<string, string>>;
  /**
   * What a build from Go modules gives where the release can't be had: tools made of it are used for this release, and
   * their stamps say what they really are.
   */
  readonly madeOf: IstioModule;
}

/** A module of `istio.io/istio`. */
export interface IstioModule {
  /** What it is: also what istioctl, istiod and the agent say of themselves. */
  readonly version: string;
  readonly module: string;
  /**
   * An `istio.io/client-go` in place of the one that it requires, which no module proxy carries. Its ServiceEntry is
   * given the status of the newer API, the only difference that the sources notice. Absent: it takes its own.
   */
  readonly clientGo?: string;
}

/** The releases of Kubernetes that the lab has tools for. */
export const KUBERNETES = {
  "1.23.17": {
    // the newest kind with an official node image of it
    kind: "0.22.0",
    node: "sha256:14d0a9a892b943866d7e6be119a06871291c517d279aedb816a4b4bc0ec0a5b3",
    kinds: ["0.18", "0.22"],
    etcd: "3.5.6",
    coredns: "1.8.6",
    pause: "3.6",
    kubectl: ["1.22", "1.24"],
    commit: "953be8927218ec8067e1af2641e540238ffd7576",
    built: "2023-02-22T13:27:46Z",
  },
  "1.30.4": {
    kind: "0.24.0",
    node: "sha256:976ea815844d5fa93be213437e3ff5754cd599b040946b5cca43ca45c2047114",
    kinds: ["0.24", "0.24"],
    etcd: "3.5.12",
    coredns: "1.11.1",
    pause: "3.9",
    kubectl: ["1.29", "1.31"],
    commit: "a51b3b711150f57ffc1f526a640ec058514ed596",
    built: "2024-08-14T19:02:46Z",
  },
} as const satisfies Readonly<Record<string, KubernetesRelease>>;

const addons = (...names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, `addons/${name}.yaml`]));

/** The releases of Istio that the lab has tools for. */
export const ISTIO = {
  "1.17.8": {
    kubernetes: ["1.23", "1.26"],
    samples: addons("prometheus", "grafana", "jaeger", "kiali"),
    // the only 1.17 there: charts and CRDs differ only in what 1.17.6 to 1.17.8 fixed
    madeOf: {
      version: "1.17.5",
      module: "istio.io/istio@v0.0.0-20230719200611-681b4f65a752",
    },
  },
  "1.23.2": {
    kubernetes: ["1.27", "1.30"],
    samples: {
      ...addons("prometheus", "grafana", "jaeger", "kiali", "loki"),
      bookinfo: "bookinfo/platform/kube/bookinfo.yaml",
    },
    // the commit of the tag
    madeOf: {
      version: "1.23.2",
      module: "istio.io/istio@v0.0.0-20240917190016-da0b3f29e9f9",
      clientGo: "istio.io/client-go@v1.17.4-0.20230712175648-f1263a806483",
    },
  },
} as const satisfies Readonly<Record<string, IstioRelease>>;

/** The release of Kubernetes; undefined for one that is not in the table. */
export const kubernetesRelease = (version: string): KubernetesRelease | undefined =>
  (KUBERNETES as Readonly<Record<string, KubernetesRelease>>)[version];

/** The release of Istio; undefined for one that is not in the table. */
export const istioRelease = (version: string): IstioRelease | undefined =>
  (ISTIO as Readonly<Record<string, IstioRelease>>)[version];

/** What goes with versions. @throws UsageError `unknown-release` for versions that are not in the table */
export function releasesOf(versions: Versions): {
  readonly kubernetes: KubernetesRelease;
  readonly istio: IstioRelease;
} {
  const kubernetes = kubernetesRelease(versions.kubernetes);
  const istio = istioRelease(versions.istio);
  if (kubernetes === undefined || istio === undefined) throw unknownRelease(versions);
  return { kubernetes, istio };
}

/** What the rows of versions say of what goes together; of a version that is not asked for there is none. */
interface Rows {
  readonly kubernetes: Pick<KubernetesRelease, "kind" | "kinds"> | undefined;
  readonly istio: Pick<IstioRelease, "kubernetes"> | undefined;
}

/** Why what the rows of versions name does not go together: Istio and Kubernetes, Kubernetes and kind. */
export function whyNotTogether(
  { kubernetes = "", istio = "" }: Partial<Versions>,
  rows: Rows,
): string | undefined {
  if (rows.kubernetes !== undefined) {
    const { kind, kinds } = rows.kubernetes;
    if (!between(...kinds)(kind))
      return `Kubernetes ${kubernetes} is for kind ${kinds.join(" to ")}, not ${kind}`;
  }
  if (rows.kubernetes === undefined || rows.istio === undefined) return undefined;
  if (between(...rows.istio.kubernetes)(kubernetes)) return undefined;
  return `Istio ${istio} supports Kubernetes ${rows.istio.kubernetes.join(" to ")}, not ${kubernetes}`;
}

/**
 * The versions of a week with another Istio: its Kubernetes stays where that Istio supports it, else it is the newest
 * of the table that it does.
 * @param istio no release of the table: the week's own versions
 */
export function versionsWith(own: Versions, istio: string): Versions {
  if (istioRelease(istio) === undefined) return own;
  const fitting = [own.kubernetes, ...Object.keys(KUBERNETES).sort(compareVersions).reverse()];
  const kubernetes = fitting.find((each) => whyNot({ kubernetes: each, istio }) === undefined);
  return { istio, kubernetes: kubernetes ?? own.kubernetes };
}

/** Why these versions can't be had, or not together; undefined where they can. */
export function whyNot(versions: Partial<Versions>): string | undefined {
  const { kubernetes, istio } = versions;
  const rows = {
    kubernetes: kubernetes === undefined ? undefined : kubernetesRelease(kubernetes),
    istio: istio === undefined ? undefined : istioRelease(istio),
  };
  if (kubernetes !== undefined && rows.kubernetes === undefined)
    return `there are no tools for Kubernetes "${kubernetes}"; there are for ${Object.keys(KUBERNETES).join(", ")}`;
  if (istio !== undefined && rows.istio === undefined)
    return `there are no tools for Istio "${istio}"; there are for ${Object.keys(ISTIO).join(", ")}`;
  return whyNotTogether(versions, rows);
}

/** @throws UsageError `unknown-release` for versions outside the table: other tools would render something else. */
export function requireReleases(versions: Partial<Versions>): void {
  if (whyNot(versions) !== undefined) throw unknownRelease(versions);
}

const unknownRelease = (versions: Partial<Versions>): UsageError =>
  new UsageError(
    "unknown-release",
    `The versions of this week can't be had: ${whyNot(versions) ?? "they are in no table"}.`,
    { next: "take a pair of tools/releases.ts, or add one to it" },
  );
