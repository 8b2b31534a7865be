import { goBuild, moduleDir } from "../go-build.js";
import { pins } from "../pins.js";
import type { Unit } from "../tool.js";

const version = pins.jaeger;
const name = "jaeger-all-in-one";

/** Jaeger in one process with a main program of ours: `build/jaeger`. Only the bed's image needs it. */
export const jaeger: Unit = {
  name: "jaeger",
  version,
  tools: [{ name, files: [name], main: name }],
  releases: () => [],
  build: {
    doing: "building from Go modules",
    done: "built",
    seconds: 35,
    run: async (job) => {
      const dir = await moduleDir(job, "jaeger");
      await goBuild(job, dir, {
        packages: { ".": `${name}/${name}` },
        variables: { "github.com/jaegertracing/jaeger/pkg/version.latestVersion": `v${version}` },
      });
      return { version, from: `github.com/jaegertracing/jaeger@v${version}` };
    },
  },
  help: "make sure that a Go module proxy answers (go env GOPROXY), then ./lab bed up",
};
