import { cp } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../../lib/paths.js";
import { goBuild } from "../go-build.js";
import { pins } from "../pins.js";
import type { Unit } from "../tool.js";

/** Programs of the folder; what each stands in for is in its main.go. */
const programs = [
  "catalog",
  "webapp",
  "forum",
  "jsonplaceholder",
  "httpbin",
  "fake-service",
  "go-echo",
  "page",
  "configmap-reload",
  "k8s-sidecar",
  "kiali-operator",
];

/** Our own stand-ins for images that cannot be had: `tools/bed/apps`. A folder with one program each. */
export const bedApps = appsUnit("bed-apps", pins.bedApps, programs);

/** The stand-in for the services of Istio's sample Bookinfo, which none of the other images has. */
export const bookinfo = appsUnit("bookinfo", pins.bookinfo, ["bookinfo"]);

/** A tool that is a folder of programs from `tools/bed/apps`. */
function appsUnit(name: string, version: string, files: readonly string[]): Unit {
  return {
    name,
    version,
    tools: [{ name, files, main: "." }],
    releases: () => [],
    build: {
      doing: "building with Go",
      done: "built",
      seconds: 20,
      run: async (job) => {
        // A copy, as with all modules: a build may write into go.mod.
        const dir = join(job.work, "module");
        await cp(join(root, "tools", "bed", "apps"), dir, { recursive: true });
        await goBuild(job, dir, {
          packages: Object.fromEntries(files.map((each) => [`./${each}`, `${name}/${each}`])),
        });
        return { version, from: "tools/bed/apps" };
      },
    },
    help: "install Go 1.26 or newer (https://go.dev/dl), then ./lab bed up",
  };
}
