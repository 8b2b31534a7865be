import { cp, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BuildJob } from "../build-job.js";
import { makeWritable } from "../cache.js";
import { go, goBuild, moduleDir } from "../go-build.js";
import { builtFrom, pins } from "../pins.js";
import type { Unit } from "../tool.js";

const made = builtFrom.prometheus;

/** Prometheus with the discovery of Kubernetes alone. Only the bed's image needs it. */
export const prometheus: Unit = {
  name: "prometheus",
  version: pins.prometheus,
  tools: [{ name: "prometheus", files: ["prometheus"], main: "prometheus" }],
  releases: () => [],
  build: {
    doing: "building from Go modules",
    done: "built",
    seconds: 60,
    run: async (job) => {
      const dir = await trimmedModule(job);
      const info = "github.com/prometheus/common/version";
      await goBuild(job, dir, {
        packages: { "github.com/prometheus/prometheus/cmd/prometheus": "prometheus/prometheus" },
        variables: { [`${info}.Version`]: made.version, [`${info}.Branch`]: "istio-lab" },
      });
      return { version: made.version, from: made.module };
    },
  },
  help: "make sure that a Go module proxy answers (go env GOPROXY), then ./lab bed up",
};

/**
 * A copy of the module with our list of discoveries in place of its own. The clients of twenty clouds are
 * a fifth of its packages and most of its bytes.
 */
async function trimmedModule(job: BuildJob): Promise<string> {
  const dir = await moduleDir(job, "prometheus");
  // Asked for outside the module, whose go.mod replaces it by the copy that is made here.
  const source = JSON.parse(await go(job, job.work, ["mod", "download", "-json", made.module])) as {
    Dir: string;
  };
  const copy = join(dir, "prometheus");
  await cp(source.Dir, copy, { recursive: true });
  await makeWritable(copy);
  const place = join(copy, "discovery", "install", "install.go");
  await mkdir(dirname(place), { recursive: true });
  await cp(join(dir, "discovery.go"), place);
  return dir;
}
