import type { BuildJob } from "./build-job.js";
import type { Platform } from "./platform.js";
import type { Stamp } from "./stamp.js";

/** The tools of a cluster that needs nothing but processes. */
export const kwokTools = [
  "kwokctl",
  "kwok",
  "etcd",
  "kube-apiserver",
  "kube-controller-manager",
  "kube-scheduler",
] as const;

/** What every target needs: `istio-addons` is the folder of the samples of Istio's release, `…-definitions` a file. */
export const commonTools = [
  "pulumi",
  "pulumi-language-nodejs",
  "pulumi-resource-kubernetes",
  "kubectl",
  "istioctl",
  "istio-addons",
  "flagger-definitions",
  "prometheus-stack-definitions",
] as const;

/** What a cluster in Docker needs: its images are pulled, and its actions run, by these plugins. */
export const kindTools = ["kind", "pulumi-resource-command", "pulumi-resource-docker"] as const;

/** What a lab on kind gets at the first use: fortio runs the loads of week 3, and no Mac should build it before. */
type LaterTool = "fortio";

/** What only the bed needs: programs that go into its images, kind's files for its node, the runtime's wrapper. */
type BedTool =
  | "kubelet"
  | "kubeadm"
  | "kube-proxy"
  | "crictl"
  | "coredns"
  | "pause"
  | "kind-base"
  | "runc-wrapper"
  | "bed-apps"
  | "bookinfo"
  | "pilot-agent"
  | "pilot-discovery"
  | "envoy-bootstrap"
  | "envoy"
  | "istio-stats"
  | "prometheus"
  | "jaeger-all-in-one"
  | "metrics-server"
  | "registry"
  | "flagger"
  | "prometheus-operator"
  | "prometheus-config-reloader"
  | "prometheus-2.24"
  | "prometheus-page"
  | "prometheus-2.52"
  | "config-reloader"
  | "jaeger-1.58"
  | "go-httpbin";

/** A tool that the lab can ask for. */
export type ToolName =
  | (typeof kwokTools)[number]
  | (typeof commonTools)[number]
  | (typeof kindTools)[number]
  | LaterTool
  | BedTool;

/** When a tool on PATH is as good as ours. */
export interface PathRule {
  /** Arguments that make it print its version. It must need no network and no cluster for it. */
  readonly args: readonly string[];
  /** Finds the version in what it prints; group 1. */
  readonly pattern: RegExp;
  /** The versions that will do, for people: `1.22 to 1.24`. */
  readonly wanted: string;
  readonly accepts: (version: string) => boolean;
  /** Files that must lie next to it, links resolved. */
  readonly besides?: readonly string[];
}

/** One thing in the cache: `tools/<name>/<version>-<os>-<arch>/`. */
export interface Tool {
  readonly name: string;
  /** What its entry must hold, relative to it. */
  readonly files: readonly string[];
  /** What `locate` gives, relative to the entry: a file, or `.` for the entry itself. */
  readonly main: string;
  /** Absent: a tool of this name on PATH is never used. */
  readonly onPath?: PathRule;
  /** Whether the folder on the PATH of `lab env` has it (`binDir`). @default false */
  readonly isOnPath?: true;
  /** A link to it at another place, relative to the cache. Absent: it gets none. */
  readonly link?: string;
  /** Whether an entry of the pinned version must be made again: one that we write ourselves changes without it. */
  readonly isOutdated?: (stamp: Stamp) => boolean;
}

/**
 * Who knows the SHA-256 of a released file:
 * - `sha256`: this project (`pins.ts`).
 * - `checksums`: a file of the project that released it, at this URL.
 * - `github`: GitHub, of what was uploaded to a release since June 2025; the release's URL in its API.
 */
export type Voucher =
  { readonly sha256: string } | { readonly checksums: string } | { readonly github: string };

/** A released file: a program by itself, or an archive. */
export interface Release {
  /** The tools it holds. */
  readonly tools: readonly string[];
  readonly url: string;
  /** In the order to ask; the first that knows it decides. A file that nobody vouches for is not taken. */
  readonly vouchers: readonly Voucher[];
  /** What to take out of an archive: its path there, and its place `<tool>/<file>`. Absent: it is the tool. */
  readonly members?: Readonly<Record<string, string>>;
}

/** Tools that are released together or built together. All have the same version. */
export interface Unit {
  readonly name: string;
  /** The version wanted. */
  readonly version: string;
  readonly tools: readonly Tool[];
  /** In the order to try. */
  readonly releases: (platform: Platform) => readonly Release[];
  /** How to make them where no release can be had. */
  readonly build: Recipe;
  /** What the user can do when neither works. */
  readonly help: string;
}

/** How tools are made from sources. */
export interface Recipe {
  /** In words: `building from Go modules`. */
  readonly doing: string;
  /** In words: `built`. */
  readonly done: string;
  /** What it costs with empty caches on 2 cores, in seconds: the longest is started first. */
  readonly seconds: number;
  /** The tools that are only copied out of a module, which takes seconds. Default: none. */
  readonly copied?: readonly string[];
  /** Puts `<tool>/<file>` for each tool of the job into its `out` folder. */
  readonly run: (job: BuildJob) => Promise<Built>;
}

/** What a build made. */
export interface Built {
  /** The version that it really is. */
  readonly version: string;
  /** The module or package it was made from. */
  readonly from: string;
}

/** What copying out of a module takes, its download included, in seconds. */
const COPY_S = 5;

/** What making some tools of a unit takes with empty caches on 2 cores, in seconds. */
export function secondsFor({ build }: Unit, tools: readonly { readonly name: string }[]): number {
  const isCopy = tools.every(({ name }) => build.copied?.includes(name) === true);
  return isCopy ? COPY_S : build.seconds;
}
