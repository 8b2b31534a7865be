import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { adaptAgent } from "../agent-module.js";
import type { BuildJob } from "../build-job.js";
import { go, goBuild } from "../go-build.js";
import { istioModule } from "../istio-module.js";
import type { IstioRelease } from "../releases.js";
import type { Stamp } from "../stamp.js";
import type { Unit } from "../tool.js";
import { extended } from "./envoy-bootstrap.js";
import { buildVariables } from "./istio.js";

const bootstrap = "envoy_bootstrap.json";

/**
 * Raised for each release for which what is built from the module changes: caches must notice. A change that only a newer
 * istiod makes necessary leaves the older one's as it is.
 */
const REVISIONS: Readonly<Record<string, number>> = { "1.17.8": 5, "1.23.2": 6 };

/** What the stamps of a release's tools end with. */
const adapted = (version: string): string => `+module-filters.${String(REVISIONS[version] ?? 1)}`;

const isOutdated = (release: string, { version }: Stamp): boolean =>
  !version.endsWith(adapted(release));

/**
 * What Istio's images pilot and proxyv2 hold besides Envoy: istiod, the agent next to each proxy, and the
 * template of Envoy's own configuration. Only the bed's images need them. Agent and template are those for upstream's
 * Envoy with the module istio-stats.
 */
export const istioImages = (version: string, { madeOf }: IstioRelease): Unit => ({
  name: "istio-images",
  version,
  tools: ["pilot-agent", "pilot-discovery", "envoy-bootstrap"].map((name) => {
    const main = name === "envoy-bootstrap" ? bootstrap : name;
    return { name, files: [main], main, isOutdated: (stamp) => isOutdated(version, stamp) };
  }),
  releases: () => [],
  build: {
    doing: "building from Go modules",
    done: "built",
    seconds: 150,
    run: async (job) => {
      const variables = buildVariables(madeOf);
      const program = (name: string): Record<string, string> => ({
        [`istio.io/istio/pilot/cmd/${name}`]: `${name}/${name}`,
      });
      // The module of istioctl: what is compiled for one is there for the other.
      const dir = await istioModule(job, version, madeOf);
      if (job.tools.includes("envoy-bootstrap")) await placeBootstrap(job, dir);
      if (job.tools.includes("pilot-discovery"))
        await goBuild(job, dir, { packages: program("pilot-discovery"), variables });
      if (job.tools.includes("pilot-agent")) {
        await adaptAgent(job, dir);
        await goBuild(job, dir, { packages: program("pilot-agent"), variables });
      }
      return { version: `${madeOf.version}${adapted(version)}`, from: madeOf.module };
    },
  },
  help: "make sure that a Go module proxy answers (go env GOPROXY), then ./lab bed up",
});

async function placeBootstrap(job: BuildJob, dir: string): Promise<void> {
  const module = JSON.parse(await go(job, dir, ["mod", "download", "-json", "istio.io/istio"])) as {
    Dir: string;
  };
  const file = join(module.Dir, "tools", "packaging", "common", bootstrap);
  const template = await readFile(file, "utf8");
  const out = join(job.out, "envoy-bootstrap");
  await mkdir(out, { recursive: true });
  await writeFile(join(out, bootstrap), extended(template, file));
}
