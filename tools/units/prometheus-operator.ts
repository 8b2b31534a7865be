import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { BuildJob } from "../build-job.js";
import { go, goBuild, moduleDir } from "../go-build.js";
import { pinned, pins } from "../pins.js";
import type { Unit } from "../tool.js";

const version = pins.prometheusOperator;
const module = "github.com/prometheus-operator/prometheus-operator";
const definitions = "prometheus-stack-definitions";
const programs = ["prometheus-operator", "prometheus-config-reloader"] as const;

/**
 * The operator's definitions, in one file of its repository with what installs it elsewhere; its programs are only for
 * the bed's images.
 */
export const prometheusOperator: Unit = {
  name: "prometheus-operator",
  version,
  tools: [
    { name: definitions, files: [definitions], main: definitions },
    ...programs.map((name) => ({ name, files: [name], main: name })),
  ],
  releases: () => [
    {
      tools: [definitions],
      url: `https://raw.githubusercontent.com/prometheus-operator/prometheus-operator/v${version}/bundle.yaml`,
      vouchers: pinned("prometheus-operator/bundle.yaml"),
    },
  ],
  build: {
    doing: "building from Go modules",
    done: "built",
    seconds: 125,
    copied: [definitions],
    run: async (job) => {
      const dir = await moduleDir(job, "prometheus-operator");
      if (job.tools.includes(definitions)) await copyDefinitions(job, dir);
      const info = "github.com/prometheus/common/version";
      if (programs.some((name) => job.tools.includes(name)))
        await goBuild(job, dir, {
          packages: {
            [`${module}/cmd/operator`]: "prometheus-operator/prometheus-operator",
            [`${module}/cmd/prometheus-config-reloader`]:
              "prometheus-config-reloader/prometheus-config-reloader",
          },
          variables: { [`${info}.Version`]: version, [`${info}.Branch`]: "istio-lab" },
        });
      return { version, from: `${module}@v${version}` };
    },
  },
  help: "make sure that a Go module proxy answers (go env GOPROXY), then try again",
};

/** The module's zip holds the file, so it is checked by go.sum like the sources. */
async function copyDefinitions(job: BuildJob, dir: string): Promise<void> {
  const found = JSON.parse(await go(job, dir, ["mod", "download", "-json", module])) as {
    readonly Dir: string;
  };
  const out = join(job.out, definitions);
  await mkdir(out, { recursive: true });
  await copyFile(join(found.Dir, "bundle.yaml"), join(out, definitions));
}
