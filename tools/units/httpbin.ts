import { goBuild, moduleDir } from "../go-build.js";
import { pins } from "../pins.js";
import type { Unit } from "../tool.js";

const version = pins.httpbin;
const module = "github.com/mccutchen/go-httpbin/v2";
const name = "go-httpbin";

/** A service that answers with what it was asked: in the bed's image, and by itself in week 2 where there is no Docker. */
export const httpbin: Unit = {
  name: "httpbin",
  version,
  tools: [{ name, files: [name], main: name }],
  releases: () => [],
  build: {
    doing: "building from its Go module",
    done: "built",
    seconds: 5,
    run: async (job) => {
      const dir = await moduleDir(job, "httpbin");
      await goBuild(job, dir, { packages: { [`${module}/cmd/go-httpbin`]: `${name}/${name}` } });
      return { version, from: `${module}@v${version}` };
    },
  },
  help: "make sure that a Go module proxy answers (go env GOPROXY), then the same command again",
};
