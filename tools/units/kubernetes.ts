import { goBuild } from "../go-build.js";
import { kubernetesModule } from "../kubernetes-module.js";
import { pinned } from "../pins.js";
import type { Platform } from "../platform.js";
import type { KubernetesRelease } from "../releases.js";
import type { PathRule, Release, Tool, Unit } from "../tool.js";
import { between, exactly } from "../version.js";

const servers = ["kube-apiserver", "kube-controller-manager", "kube-scheduler"] as const;
const nodePrograms = ["kubelet", "kubeadm", "kube-proxy"] as const;
const names = [...servers, "kubectl", ...nodePrograms] as const;

/**
 * The control plane of the embedded cluster, kubectl, and what the bed's node runs. Only what is asked for is built.
 * @param version without the `v`.
 */
export const kubernetes = (version: string, release: KubernetesRelease): Unit => ({
  name: "kubernetes",
  version,
  tools: names.map((name) => program(name, version, release)),
  releases: (platform) => releasesFor(version, platform),
  build: {
    doing: "building from Go modules",
    done: "built",
    seconds: 400,
    run: async (job) => {
      // Only the API server links the generated API description, which takes a while to make.
      const openapi = job.tools.includes("kube-apiserver");
      const dir = await kubernetesModule(job, version, { openapi });
      await goBuild(job, dir, {
        packages: Object.fromEntries(
          names.map((name) => [`k8s.io/kubernetes/cmd/${name}`, `${name}/${name}`]),
        ),
        variables: versionVariables(version, release),
      });
      return { version, from: `k8s.io/kubernetes@v${version}` };
    },
  },
  help: `put the programs of Kubernetes ${version} (https://dl.k8s.io) on PATH, then ./lab env`,
});

function program(
  name: (typeof names)[number],
  version: string,
  { kubectl }: KubernetesRelease,
): Tool {
  // Nobody has these three on PATH but on a real node.
  const isOfNode = nodePrograms.some((each) => each === name);
  if (isOfNode) return { name, files: [name], main: name };
  const onPath = name === "kubectl" ? kubectlOnPath(kubectl) : serverOnPath(version);
  return { name, files: [name], main: name, isOnPath: true, onPath };
}

const serverOnPath = (version: string): PathRule => ({
  args: ["--version"],
  pattern: /Kubernetes v(\d+\.\d+\.\d+\S*)/,
  wanted: version,
  accepts: exactly(version),
});

/** Kubernetes promises that kubectl works with servers one minor version away. */
const kubectlOnPath = (range: readonly [string, string]): PathRule => ({
  args: ["version", "--client", "--output=json"],
  pattern: /"gitVersion": "v(\d+\.\d+\.\d+[^"]*)"/,
  wanted: range.join(" to "),
  accepts: between(...range),
});

/** The servers are released for Linux only; for macOS kwok's project builds them, and kwokctl itself takes them. */
function releasesFor(version: string, platform: Platform): readonly Release[] {
  if (platform.os === "linux") return names.map((name) => official(name, version, platform));
  return [
    official("kubectl", version, platform),
    ...servers.map((name) => unofficial(name, version, platform)),
  ];
}

function official(name: string, version: string, { os, arch }: Platform): Release {
  const url = `https://dl.k8s.io/v${version}/bin/${os}/${arch}/${name}`;
  return { tools: [name], url, vouchers: [{ checksums: `${url}.sha256` }] };
}

/** A repository without checksum files (github.com/kwok-ci/k8s). Its servers call themselves v1.23.17-kwok.0. */
function unofficial(name: string, version: string, { os, arch }: Platform): Release {
  const tag = `v${version}-kwok.0-${os}-${arch}`;
  return {
    tools: [name],
    url: `https://github.com/kwok-ci/k8s/releases/download/${tag}/${name}`,
    vouchers: [
      ...pinned(`${tag}/${name}`),
      { github: `https://api.github.com/repos/kwok-ci/k8s/releases/tags/${tag}` },
    ],
  };
}

/** Servers read it from one package, clients from another; istiod depends on what the server says. */
function versionVariables(
  version: string,
  { commit, built }: KubernetesRelease,
): Record<string, string> {
  const [major = "", minor = ""] = version.split(".");
  const values = {
    gitVersion: `v${version}`,
    gitMajor: major,
    gitMinor: minor,
    gitCommit: commit,
    gitTreeState: "clean",
    buildDate: built,
  };
  return Object.fromEntries(
    ["k8s.io/component-base/version", "k8s.io/client-go/pkg/version"].flatMap((place) =>
      Object.entries(values).map(([name, value]) => [`${place}.${name}`, value]),
    ),
  );
}
