import { cp, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { BuildJob } from "../build-job.js";
import { makeWritable } from "../cache.js";
import { go, goBuild, moduleDir } from "../go-build.js";
import { pinned, pins } from "../pins.js";
import type { Unit } from "../tool.js";
import { between } from "../version.js";

const version = pins.fortio;
const module = "fortio.org/fortio";

/** Sends the requests of chapter 6 and counts the answers. Its project releases it for Linux and publishes no checksums. */
export const fortio: Unit = {
  name: "fortio",
  version,
  tools: [
    {
      name: "fortio",
      files: ["fortio"],
      main: "fortio",
      isOnPath: true,
      onPath: {
        args: ["version"],
        pattern: /^v?(\d+\.\d+\.\d+\S*)/m,
        // what a run counts and prints has not changed since
        wanted: "1.60 or newer, below 2",
        accepts: between("1.60", "1"),
      },
    },
  ],
  releases: ({ os, arch }) =>
    os === "darwin"
      ? []
      : [
          {
            tools: ["fortio"],
            url: `https://github.com/fortio/fortio/releases/download/v${version}/fortio-${os}_${arch}-${version}.tgz`,
            vouchers: [
              ...pinned(`fortio-${os}_${arch}-${version}.tgz`),
              { github: `https://api.github.com/repos/fortio/fortio/releases/tags/v${version}` },
            ],
            members: { "usr/bin/fortio": "fortio/fortio" },
          },
        ],
  build: {
    doing: "building from Go modules",
    done: "built",
    seconds: 30,
    run: async (job) => {
      const dir = await moduleDir(job, "fortio");
      await leaveScriptsOut(job, dir);
      await goBuild(job, dir, { packages: { [module]: "fortio/fortio" } });
      return { version, from: `${module}@v${version}` };
    },
  },
  help: "install fortio 1.60 or newer (macOS: brew install fortio; else https://github.com/fortio/fortio/releases), then the same command again",
};

/**
 * Makes a copy of the module's content, checked by go.sum, in which `fortio script` only says that it is missing: the
 * language of those scripts is a module that the proxy refuses to give away, and nothing in the lab needs it.
 */
async function leaveScriptsOut(job: BuildJob, dir: string): Promise<void> {
  const found = JSON.parse(await go(job, dir, ["mod", "download", "-json", module])) as {
    readonly Dir: string;
  };
  const copy = join(dir, "fortio");
  await cp(found.Dir, copy, { recursive: true });
  await makeWritable(copy);
  const scripts = join(copy, "grol");
  await rm(scripts, { recursive: true });
  await mkdir(scripts);
  await cp(join(dir, "no-scripts.go"), join(scripts, "grol.go"));
  await go(job, dir, ["mod", "edit", "-droprequire", "grol.io/grol", join(copy, "go.mod")]);
  await go(job, dir, ["mod", "edit", "-replace", `${module}=./fortio`]);
}
