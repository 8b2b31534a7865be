import { goBuild, moduleDir } from "../go-build.js";
import { pins } from "../pins.js";
import type { Unit } from "../tool.js";

const MODULE = "github.com/jaegertracing/jaeger";

interface Release {
  /** The unit, and its module in tools/build. */
  readonly name: "jaeger" | "jaeger-1.58";
  readonly version: string;
  /** The tool and its program. */
  readonly tool: "jaeger-all-in-one" | "jaeger-1.58";
  /** The package of its main program. */
  readonly program: string;
  /** What it costs with empty caches on 2 cores, in seconds. */
  readonly seconds: number;
}

/** The Jaeger of the sample addon of Istio 1.17, with a main program of ours: `build/jaeger`. */
export const jaeger = jaegerUnit({
  name: "jaeger",
  version: pins.jaeger,
  tool: "jaeger-all-in-one",
  program: ".",
  seconds: 35,
});

/**
 * The Jaeger of the sample addon of Istio 1.23, with its own main program: the addon wants a store on disk, and what
 * the program begins with can't be called from outside of its module any more.
 */
export const addonJaeger = jaegerUnit({
  name: "jaeger-1.58",
  version: pins.addonJaeger,
  tool: "jaeger-1.58",
  program: `${MODULE}/cmd/all-in-one`,
  seconds: 180,
});

/** Jaeger in one process. Only the bed's images need it. */
function jaegerUnit({ name, version, tool, program, seconds }: Release): Unit {
  return {
    name,
    version,
    tools: [{ name: tool, files: [tool], main: tool }],
    releases: () => [],
    build: {
      doing: "building from Go modules",
      done: "built",
      seconds,
      run: async (job) => {
        const dir = await moduleDir(job, name);
        await goBuild(job, dir, {
          packages: { [program]: `${tool}/${tool}` },
          variables: { [`${MODULE}/pkg/version.latestVersion`]: `v${version}` },
        });
        return { version, from: `${MODULE}@v${version}` };
      },
    },
    help: "make sure that a Go module proxy answers (go env GOPROXY), then ./lab bed up",
  };
}
