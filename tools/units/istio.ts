import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { BuildJob } from "../build-job.js";
import { go, goBuild } from "../go-build.js";
import { istioModule } from "../istio-module.js";
import type { Platform } from "../platform.js";
import type { IstioModule, IstioRelease } from "../releases.js";
import type { Release, Unit } from "../tool.js";
import { exactly } from "../version.js";

/** The packages that hold a version: the first one until it moved into Istio's own module. */
const VERSION_PACKAGES = ["istio.io/pkg/version", "istio.io/istio/pkg/version"];

/** What istioctl, istiod and the agent say of themselves: they must agree. */
export const buildVariables = ({ version }: IstioModule): Record<string, string> =>
  Object.fromEntries(
    VERSION_PACKAGES.flatMap((name) => [
      [`${name}.buildVersion`, version],
      [`${name}.buildTag`, version],
      [`${name}.buildHub`, "docker.io/istio"],
    ]),
  );

/**
 * istioctl, which holds the charts, and samples of the same release: its addons, and applications.
 * Where they cannot be downloaded they are what the module holds (`IstioRelease.madeOf`): the stamp says so, and
 * `istioctl version` too.
 */
export const istio = (version: string, { samples, madeOf }: IstioRelease): Unit => ({
  name: "istio",
  version,
  tools: [
    {
      name: "istioctl",
      files: ["istioctl"],
      main: "istioctl",
      isOnPath: true,
      onPath: {
        args: ["version", "--remote=false"],
        pattern: /(\d+\.\d+\.\d+\S*)/,
        wanted: version,
        accepts: exactly(version),
      },
    },
    { name: "istio-addons", files: Object.keys(samples).map(fileOf), main: "." },
  ],
  releases: (platform) => [release(version, samples, platform)],
  build: {
    doing: "building from Go modules",
    done: "built",
    seconds: 160,
    run: async (job) => {
      const dir = await istioModule(job, version, madeOf);
      if (job.tools.includes("istio-addons")) await copySamples(job, dir, samples);
      await goBuild(job, dir, {
        packages: { "istio.io/istio/istioctl/cmd/istioctl": "istioctl/istioctl" },
        variables: buildVariables(madeOf),
      });
      return { version: madeOf.version, from: madeOf.module };
    },
  },
  help: `download https://github.com/istio/istio/releases/tag/${version} and put its istioctl on PATH, then ./lab env`,
});

type Samples = IstioRelease["samples"];

/** The file of a sample in the folder of all of them. */
const fileOf = (name: string): string => `${name}.yaml`;

function release(version: string, samples: Samples, { os, arch }: Platform): Release {
  const name = { linux: `linux-${arch}`, darwin: arch === "arm64" ? "osx-arm64" : "osx" }[os];
  const url = `https://github.com/istio/istio/releases/download/${version}/istio-${version}-${name}.tar.gz`;
  const top = `istio-${version}`;
  return {
    tools: ["istioctl", "istio-addons"],
    url,
    vouchers: [{ checksums: `${url}.sha256` }],
    members: {
      [`${top}/bin/istioctl`]: "istioctl/istioctl",
      ...Object.fromEntries(
        Object.entries(samples).map(([name, path]) => [
          `${top}/samples/${path}`,
          `istio-addons/${fileOf(name)}`,
        ]),
      ),
    },
  };
}

/** The module's zip holds the samples, so they are checked by go.sum like the sources. */
async function copySamples(job: BuildJob, dir: string, samples: Samples): Promise<void> {
  const module = JSON.parse(await go(job, dir, ["mod", "download", "-json", "istio.io/istio"])) as {
    Dir: string;
  };
  const out = join(job.out, "istio-addons");
  await mkdir(out, { recursive: true });
  for (const [name, path] of Object.entries(samples))
    await copyFile(join(module.Dir, "samples", path), join(out, fileOf(name)));
}
