import { goBuild } from "../go-build.js";
import { kubernetesModule } from "../kubernetes-module.js";
import { kubernetesCommit, pinned, pins } from "../pins.js";
import { KUBERNETES } from "../releases.js";
import type { Platform } from "../platform.js";
import type { PathRule, Release, Tool, Unit } from "../tool.js";
import { between, exactly } from "../version.js";

const version = pins.kubernetes;
const servers = ["kube-apiserver", "kube-controller-manager", "kube-scheduler"] as const;
const nodePrograms = ["kubelet", "kubeadm", "kube-proxy"] as const;
const names = [...servers, "kubectl", ...nodePrograms] as const;

const serverOnPath: PathRule = {
  args: ["--version"],
  pattern: /Kubernetes v(\d+\.\d+\.\d+\S*)/,
  wanted: version,
  accepts: exactly(version),
};

const range = KUBERNETES[version].kubectl;

/** Kubernetes promises that kubectl works with servers one minor version away. */
const kubectlOnPath: PathRule = {
  args: ["version", "--client", "--output=json"],
  pattern: /"gitVersion": "v(\d+\.\d+\.\d+[^"]*)"/,
  wanted: range.join(" to "),
  accepts: between(...range),
};

/** The control plane of the embedded cluster, kubectl, and what the bed's node runs. Only what is asked for is built. */
export const kubernetes: Unit = {
  name: "kubernetes",
  version,
  tools: names.map(program),
  releases: releasesFor,
  build: {
    doing: "building from Go modules",
    done: "built",
    seconds: 400,
    run: async (job) => {
      // Only the API server links the generated API description, which takes a while to make.
      const dir = await kubernetesModule(job, { openapi: job.tools.includes("kube-apiserver") });
      await goBuild(job, dir, {
        packages: Object.fromEntries(
          names.map((name) => [`k8s.io/kubernetes/cmd/${name}`, `${name}/${name}`]),
        ),
        variables: versionVariables(),
      });
      return { version, from: `k8s.io/kubernetes@v${version}` };
    },
  },
  help: `put the programs of Kubernetes ${version} (https://dl.k8s.io) on PATH, then ./lab env`,
};

function program(name: (typeof names)[number]): Tool {
  // Nobody has these three on PATH but on a real node.
  const isOfNode = nodePrograms.some((each) => each === name);
  if (isOfNode) return { name, files: [name], main: name };
  const onPath = name === "kubectl" ? kubectlOnPath : serverOnPath;
  return { name, files: [name], main: name, link: `bin/${name}`, onPath };
}

/** The servers are released for Linux only; for macOS kwok's project builds them, and kwokctl itself takes them. */
function releasesFor(platform: Platform): readonly Release[] {
  if (platform.os === "linux") return names.map((name) => official(name, platform));
  return [official("kubectl", platform), ...servers.map((name) => unofficial(name, platform))];
}

function official(name: string, { os, arch }: Platform): Release {
  const url = `https://dl.k8s.io/v${version}/bin/${os}/${arch}/${name}`;
  return { tools: [name], url, vouchers: [{ checksums: `${url}.sha256` }] };
}

/** A repository without checksum files (github.com/kwok-ci/k8s). Its servers call themselves v1.23.17-kwok.0. */
function unofficial(name: string, { os, arch }: Platform): Release {
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
function versionVariables(): Record<string, string> {
  const [major = "", minor = ""] = version.split(".");
  const values = {
    gitVersion: `v${version}`,
    gitMajor: major,
    gitMinor: minor,
    gitCommit: kubernetesCommit.commit,
    gitTreeState: "clean",
    buildDate: kubernetesCommit.date,
  };
  return Object.fromEntries(
    ["k8s.io/component-base/version", "k8s.io/client-go/pkg/version"].flatMap((place) =>
      Object.entries(values).map(([name, value]) => [`${place}.${name}`, value]),
    ),
  );
}
