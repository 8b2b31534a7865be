import { cp } from "node:fs/promises";
import { join } from "node:path";
import { goBuild, moduleDir, modules } from "../go-build.js";
import type { Unit } from "../tool.js";

/** The DNS of a cluster, with a main program of ours, the same for all versions: `build/coredns`. Only the bed's node image needs it. */
export const coredns = (version: string): Unit => ({
  name: "coredns",
  version,
  tools: [{ name: "coredns", files: ["coredns"], main: "coredns" }],
  releases: () => [],
  build: {
    doing: "building from Go modules",
    done: "built",
    seconds: 65,
    run: async (job) => {
      const dir = await moduleDir(job, `coredns/${version}`);
      await cp(join(modules, "coredns", "main.go"), join(dir, "main.go"));
      await goBuild(job, dir, { packages: { ".": "coredns/coredns" } });
      return { version, from: `github.com/coredns/coredns@v${version}` };
    },
  },
  help: "make sure that a Go module proxy answers (go env GOPROXY), then ./lab bed up",
});
