import type { Versions } from "../labs/versions.js";

/** What tools are for where no week is named: the bed, and the commands that concern no lab. */
export const studied = { kubernetes: "1.23.17", istio: "1.17.8" } as const satisfies Versions;

/** The version of every tool that is the same for all weeks; what goes with a Kubernetes or an Istio is in releases.ts. */
export const pins = {
  /** The engine. At least as new as the SDK in package.json, or the SDK warns at each run. */
  pulumi: "3.250.0",
  /** The provider plugin: the version of `@pulumi/kubernetes` in package.json. */
  kubernetesProvider: "4.34.2",
  /** The same for `@pulumi/command`. */
  commandProvider: "1.2.1",
  /** The same for `@pulumi/docker`. */
  dockerProvider: "5.2.0",
  kwok: "0.8.0",
  /** The release of the notes' month (labs/flagger/install.ts). */
  flagger: "1.41.0",
  /** What the notes measured with in chapter 6. */
  fortio: "1.69.4",
  /** What `kind load` asks the bed's node with. */
  crictl: "1.26.1",
  /** Raised when the sources in build/bed-programs change: caches must notice. */
  bedPrograms: "1",
  /** The same for the sources in tools/bed/apps. */
  bedApps: "7",
  /** The same for those in tools/bed/apps/bookinfo, a tool of its own: the other images stay as they are. */
  bookinfo: "1",
  /** The same for the sources in tools/build/istio-stats. */
  istioStats: "3",
  /** Envoy as its own project builds it, without Istio's filters: what PyPI has. */
  envoy: "1.40.0",
  /** What the addon of Istio 1.17 names; `builtFrom` has what it really is. */
  prometheus: "2.34.0",
  /** What chart 13.13.1 deploys, and its definitions (labs/observability/prometheus-stack). */
  prometheusOperator: "0.45.0",
  /** What the book's values for the stack name, and its page. */
  stackPrometheus: "2.24.0",
  /** What the addon names, in full. */
  jaeger: "1.35.0",
  /** What the addons of Istio 1.23 name. */
  addonPrometheus: "2.52.0",
  configReloader: "0.73.2",
  /** The addon says 1.58. */
  addonJaeger: "1.58.0",
  /** What chart 3.12.2 deploys. */
  metricsServer: "0.7.2",
  /** A service that tells what it was asked. */
  httpbin: "2.18.2",
  /** The pull-through caches run it. */
  registry: "2.8.3",
  /** Builds the rest where nothing can be downloaded. Any newer Go on PATH will do. */
  go: "1.26.6",
} as const;

/**
 * What a build from Go modules gives where it is not the released version. A tool built from it is
 * used for the pinned version, and its stamp says which one it is:
 * - prometheus: no 2.34 is there but a commit of 2022-03-03, between 2.34.0-rc.0 and 2.34.0.
 * - stackPrometheus: the commit of 2.24.0 itself, which has no version as a module.
 * - kubernetesProvider: a commit of 2026-01-15 that calls itself 4.34.2 so that the SDK finds it.
 */
export const builtFrom = {
  prometheus: {
    version: "2.34.0-rc.0",
    module: "github.com/prometheus/prometheus@v1.8.2-0.20220303173753-edfe657b5405",
  },
  stackPrometheus: {
    version: "2.24.0",
    module: "github.com/prometheus/prometheus@v1.8.2-0.20210106134434-02e92236a8ba",
  },
  kubernetesProvider: {
    version: "4.34.2",
    module: "github.com/pulumi/pulumi-kubernetes/provider/v4@v4.0.0-20260115033456-f47bc2d6f199",
  },
} as const;

/**
 * The SHA-256 of released files that have no checksum file beside them. Those of kwok are the same in three
 * collections of packages that took them on their own (Arch's AUR, Nix, a list of tools); the definitions of
 * Flagger and of Prometheus' operator are those in their Go modules, which go.sum vouches for. A file that is missing here is taken when GitHub's digest of it is right.
 */
const hashes: Readonly<Record<string, string>> = {
  "kwok-linux-amd64": "f5a4385a2ae1b9dd7f8acae18e002a75c0ebba124ae9d7259aa8dadb50711f46",
  "kwok-linux-arm64": "628f7d277860f524a2a775c217adcc58828e7b59ab0933680315784f1b8b0e37",
  "kwok-darwin-arm64": "69a064ec98d37844d9d742b5b28ff57825659a983ccc3e208daa6948b94d64ba",
  "kwokctl-linux-amd64": "d5743166c657283d6e827c7c4c20cacfd9009fd94830f06718ca7b2c7099461f",
  "kwokctl-linux-arm64": "5a642b27d3e975f36040d215640cd90fb4a63cb6fca0ad5865a61bcd9c81051b",
  "kwokctl-darwin-arm64": "9323a59adb9c27854bd2a76652ad00258bcbb68acc40aba0dc21e362b67b7d6a",
  "prometheus-operator/bundle.yaml":
    "bf9080d328a5db48755f4a6d89c1b117230cb8d1b36432ddbb2687559ba665f2",
  "flagger/crd.yaml": "cd7607269a9150940eca1b805607d552cff60034241899e87a6152ddacb405ca",
};

/** The pinned hash of a released file, as the voucher that it is; none where there is no pin. */
export function pinned(file: string): readonly { readonly sha256: string }[] {
  const sha256 = hashes[file];
  return sha256 === undefined ? [] : [{ sha256 }];
}
