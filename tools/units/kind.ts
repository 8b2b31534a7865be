import { cp } from "node:fs/promises";
import { join } from "node:path";
import type { BuildJob } from "../build-job.js";
import { go, goBuild, moduleDir } from "../go-build.js";
import { makeWritable } from "../cache.js";
import type { KubernetesRelease } from "../releases.js";
import type { Unit } from "../tool.js";
import { between } from "../version.js";

/** Of the base files of kind's node image, those that every node starts with. */
const baseFiles = ["usr/local/bin/entrypoint", "etc/systemd/system/kubelet.service"];

/**
 * Makes the cluster in Docker, of the node image that was made for this kind.
 * `kind-base` is the folder of files that kind's own node images begin with; the bed makes its node image of them.
 */
export const kind = ({ kind: version, kinds }: KubernetesRelease): Unit => ({
  name: "kind",
  version,
  tools: [
    {
      name: "kind",
      files: ["kind"],
      main: "kind",
      isOnPath: true,
      onPath: {
        args: ["version"],
        pattern: /v(\d+\.\d+\.\d+\S*)/,
        wanted: [...new Set(kinds)].join(" to "),
        accepts: between(...kinds),
      },
    },
    { name: "kind-base", files: baseFiles, main: "." },
  ],
  releases: ({ os, arch }) => {
    const url = `https://github.com/kubernetes-sigs/kind/releases/download/v${version}/kind-${os}-${arch}`;
    return [{ tools: ["kind"], url, vouchers: [{ checksums: `${url}.sha256sum` }] }];
  },
  build: {
    doing: "building from Go modules",
    done: "built",
    seconds: 5,
    copied: ["kind-base"],
    run: async (job) => {
      const dir = await moduleDir(job, `kind/${version}`);
      if (job.tools.includes("kind-base")) await copyBase(job, dir);
      if (job.tools.includes("kind"))
        await goBuild(job, dir, { packages: { "sigs.k8s.io/kind": "kind/kind" } });
      return { version, from: `sigs.k8s.io/kind@v${version}` };
    },
  },
  help: `install kind ${version} (https://kind.sigs.k8s.io/docs/user/quick-start/), then ./lab env`,
});

/** The module's zip holds them, so they are checked by go.sum like the sources. */
async function copyBase(job: BuildJob, dir: string): Promise<void> {
  const module = JSON.parse(
    await go(job, dir, ["mod", "download", "-json", "sigs.k8s.io/kind"]),
  ) as {
    Dir: string;
  };
  const out = join(job.out, "kind-base");
  await cp(join(module.Dir, "images", "base", "files"), out, { recursive: true });
  await makeWritable(out);
}
