import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { BuildJob } from "../build-job.js";
import { go, goBuild } from "../go-build.js";
import { istioModule } from "../istio-module.js";
import { makeWritable } from "../cache.js";
import type { IstioRelease } from "../releases.js";
import type { Unit } from "../tool.js";
import { buildVariables } from "./istio.js";

const bootstrap = "envoy_bootstrap.json";

/**
 * What Istio's images pilot and proxyv2 hold besides Envoy: istiod, the agent next to each proxy, and the
 * template of Envoy's own configuration. Only the bed's images need them.
 */
export const istioImages = (version: string, { madeOf }: IstioRelease): Unit => ({
  name: "istio-images",
  version,
  tools: [
    { name: "pilot-agent", files: ["pilot-agent"], main: "pilot-agent" },
    { name: "pilot-discovery", files: ["pilot-discovery"], main: "pilot-discovery" },
    { name: "envoy-bootstrap", files: [bootstrap], main: bootstrap },
  ],
  releases: () => [],
  build: {
    doing: "building from Go modules",
    done: "built",
    seconds: 150,
    run: async (job) => {
      // The module of istioctl: what is compiled for one is there for the other.
      const dir = await istioModule(job, version, madeOf);
      if (job.tools.includes("envoy-bootstrap")) await copyBootstrap(job, dir);
      await goBuild(job, dir, {
        packages: {
          "istio.io/istio/pilot/cmd/pilot-agent": "pilot-agent/pilot-agent",
          "istio.io/istio/pilot/cmd/pilot-discovery": "pilot-discovery/pilot-discovery",
        },
        variables: buildVariables(madeOf),
      });
      return { version: madeOf.version, from: madeOf.module };
    },
  },
  help: "make sure that a Go module proxy answers (go env GOPROXY), then ./lab bed up",
});

async function copyBootstrap(job: BuildJob, dir: string): Promise<void> {
  const module = JSON.parse(await go(job, dir, ["mod", "download", "-json", "istio.io/istio"])) as {
    Dir: string;
  };
  const out = join(job.out, "envoy-bootstrap");
  await mkdir(out, { recursive: true });
  await cp(join(module.Dir, "tools", "packaging", "common", bootstrap), join(out, bootstrap));
  await makeWritable(out);
}
