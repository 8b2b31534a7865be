import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { BuildJob } from "../build-job.js";
import { go, goBuild, moduleDir } from "../go-build.js";
import { pinned, pins } from "../pins.js";
import type { Unit } from "../tool.js";

const version = pins.flagger;
const module = "github.com/fluxcd/flagger";
const definitions = "flagger-definitions";

/** Flagger's definitions, which are one file of its repository; its program is only for the bed's image. */
export const flagger: Unit = {
  name: "flagger",
  version,
  tools: [
    { name: definitions, files: [definitions], main: definitions },
    { name: "flagger", files: ["flagger"], main: "flagger" },
  ],
  releases: () => [
    {
      tools: [definitions],
      url: `https://raw.githubusercontent.com/fluxcd/flagger/v${version}/artifacts/flagger/crd.yaml`,
      vouchers: pinned("flagger/crd.yaml"),
    },
  ],
  build: {
    doing: "building from Go modules",
    done: "built",
    seconds: 120,
    copied: [definitions],
    run: async (job) => {
      const dir = await moduleDir(job, "flagger");
      if (job.tools.includes(definitions)) await copyDefinitions(job, dir);
      if (job.tools.includes("flagger"))
        await goBuild(job, dir, { packages: { [`${module}/cmd/flagger`]: "flagger/flagger" } });
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
  await copyFile(join(found.Dir, "artifacts", "flagger", "crd.yaml"), join(out, definitions));
}
