import { cp, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BuildJob } from "../build-job.js";
import { makeWritable } from "../cache.js";
import { go, goBuild, moduleDir } from "../go-build.js";
import { builtFrom, pins } from "../pins.js";
import type { Unit } from "../tool.js";
import { bundlePage, PAGE_FILES } from "./prometheus-page.js";

interface Release {
  /** The unit, its module in tools/build, and the tool that is the program. */
  readonly name: "prometheus" | "prometheus-2.24" | "prometheus-2.52";
  readonly version: string;
  readonly made: { readonly version: string; readonly module: string };
  /** The tool that is the folder of its page. Absent: it is built without one. */
  readonly page?: "prometheus-page";
  /** Its file with the list of discoveries. @default where it is in old releases */
  readonly discoveries?: string;
  /** What it costs with empty caches on 2 cores, in seconds. */
  readonly seconds: number;
}

/** The Prometheus of the sample addon of Istio 1.17. */
export const prometheus = prometheusUnit({
  name: "prometheus",
  version: pins.prometheus,
  made: builtFrom.prometheus,
  seconds: 60,
});

/** The Prometheus that the stack's operator makes. */
export const stackPrometheus = prometheusUnit({
  name: "prometheus-2.24",
  version: pins.stackPrometheus,
  made: builtFrom.stackPrometheus,
  page: "prometheus-page",
  seconds: 90,
});

/** The Prometheus of the sample addon of Istio 1.23: as a module its releases count from 0. */
export const addonPrometheus = prometheusUnit({
  name: "prometheus-2.52",
  version: pins.addonPrometheus,
  made: {
    version: pins.addonPrometheus,
    module: `github.com/prometheus/prometheus@v${pins.addonPrometheus.replace(/^2/, "0")}`,
  },
  discoveries: "plugins/plugins.go",
  seconds: 150,
});

/** Prometheus with the discovery of Kubernetes alone. Only the bed's images need it. */
function prometheusUnit(release: Release): Unit {
  const { name, version, made, page, seconds } = release;
  const { discoveries = "discovery/install/install.go" } = release;
  return {
    name,
    version,
    tools: [
      { name, files: ["prometheus"], main: "prometheus" },
      ...(page === undefined ? [] : [{ name: page, files: PAGE_FILES, main: "." }]),
    ],
    releases: () => [],
    build: {
      doing: "building from its Go module",
      done: "built",
      seconds,
      run: async (job) => {
        const dir = await moduleDir(job, name);
        const source = await sourceOf(job, made.module);
        if (page !== undefined && job.tools.includes(page))
          await bundlePage(job, join(dir, "page"), source, page);
        if (job.tools.includes(name)) {
          await trim(dir, source, discoveries);
          const info = "github.com/prometheus/common/version";
          await goBuild(job, dir, {
            packages: { "github.com/prometheus/prometheus/cmd/prometheus": `${name}/prometheus` },
            variables: { [`${info}.Version`]: made.version, [`${info}.Branch`]: "istio-lab" },
          });
        }
        return { version: made.version, from: made.module };
      },
    },
    help: "make sure that a Go module proxy answers (go env GOPROXY), then ./lab bed up",
  };
}

/** The module's sources. Asked for outside of ours, whose go.mod replaces it by the copy that `trim` makes. */
async function sourceOf(job: BuildJob, module: string): Promise<string> {
  const found = JSON.parse(await go(job, job.work, ["mod", "download", "-json", module])) as {
    readonly Dir: string;
  };
  return found.Dir;
}

/**
 * Puts a copy of the module beside ours, with our list of discoveries in place of its own. The clients of twenty clouds
 * are a fifth of its packages and most of its bytes.
 */
async function trim(dir: string, source: string, discoveries: string): Promise<void> {
  const copy = join(dir, "prometheus");
  await cp(source, copy, { recursive: true });
  await makeWritable(copy);
  const place = join(copy, discoveries);
  await mkdir(dirname(place), { recursive: true });
  await cp(join(dir, "discovery.go"), place);
}
