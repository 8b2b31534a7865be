import { goBuild, moduleDir } from "../go-build.js";
import { pins } from "../pins.js";
import type { Unit } from "../tool.js";

const version = pins.registry;

/** Docker's registry with a main program of ours: `build/registry`. Only the bed's image needs it. */
export const registry: Unit = {
  name: "registry",
  version,
  tools: [{ name: "registry", files: ["registry"], main: "registry" }],
  releases: () => [],
  build: {
    doing: "building from Go modules",
    done: "built",
    seconds: 15,
    run: async (job) => {
      const dir = await moduleDir(job, "registry");
      const module = "github.com/docker/distribution";
      await goBuild(job, dir, {
        packages: { ".": "registry/registry" },
        variables: { [`${module}/version.Version`]: `v${version}` },
      });
      return { version, from: `${module}@v${version}+incompatible` };
    },
  },
  help: "make sure that a Go module proxy answers (go env GOPROXY), then ./lab bed up",
};
