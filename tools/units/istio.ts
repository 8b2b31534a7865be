import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { BuildJob } from "../build-job.js";
import { go, goBuild, moduleDir } from "../go-build.js";
import { builtFrom, pins } from "../pins.js";
import type { Platform } from "../platform.js";
import type { Release, Unit } from "../tool.js";
import { exactly } from "../version.js";

const version = pins.istio;

/** What istioctl, istiod and the agent say of themselves: they must agree. */
export const buildVariables = {
  "istio.io/pkg/version.buildVersion": builtFrom.istio.version,
  "istio.io/pkg/version.buildHub": "docker.io/istio",
} as const;

const addons = ["prometheus.yaml", "grafana.yaml", "jaeger.yaml", "kiali.yaml"];

/**
 * istioctl, which holds the charts, and the sample addons of the same release.
 * Where they cannot be downloaded they are those of 1.17.5 (see `builtFrom`): the stamp says so, and
 * `istioctl version` too.
 */
export const istio: Unit = {
  name: "istio",
  version,
  tools: [
    {
      name: "istioctl",
      files: ["istioctl"],
      main: "istioctl",
      link: "bin/istioctl",
      onPath: {
        args: ["version", "--remote=false"],
        pattern: /(\d+\.\d+\.\d+\S*)/,
        wanted: version,
        accepts: exactly(version),
      },
    },
    { name: "istio-addons", files: addons, main: "." },
  ],
  releases: (platform) => [release(platform)],
  build: {
    doing: "building from Go modules",
    done: "built",
    seconds: 160,
    run: async (job) => {
      const dir = await moduleDir(job, "istio");
      const made = builtFrom.istio;
      if (job.tools.includes("istio-addons")) await copyAddons(job, dir);
      await goBuild(job, dir, {
        packages: { "istio.io/istio/istioctl/cmd/istioctl": "istioctl/istioctl" },
        variables: buildVariables,
      });
      return { version: made.version, from: made.module };
    },
  },
  help: `download https://github.com/istio/istio/releases/tag/${version} and put its istioctl on PATH, then ./lab env`,
};

function release({ os, arch }: Platform): Release {
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
        addons.map((file) => [`${top}/samples/addons/${file}`, `istio-addons/${file}`]),
      ),
    },
  };
}

/** The module's zip holds the samples, so they are checked by go.sum like the sources. */
async function copyAddons(job: BuildJob, dir: string): Promise<void> {
  const module = JSON.parse(await go(job, dir, ["mod", "download", "-json", "istio.io/istio"])) as {
    Dir: string;
  };
  const out = join(job.out, "istio-addons");
  await mkdir(out, { recursive: true });
  for (const file of addons)
    await copyFile(join(module.Dir, "samples", "addons", file), join(out, file));
}
