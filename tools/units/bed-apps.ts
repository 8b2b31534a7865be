import { cp } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../../lib/paths.js";
import { goBuild } from "../go-build.js";
import { pins } from "../pins.js";
import type { Unit } from "../tool.js";

const version = pins.bedApps;
const name = "bed-apps";

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
export const bedApps: Unit = {
  name,
  version,
  tools: [{ name, files: programs, main: "." }],
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
        packages: Object.fromEntries(programs.map((each) => [`./${each}`, `${name}/${each}`])),
      });
      return { version, from: "tools/bed/apps" };
    },
  },
  help: "install Go 1.26 or newer (https://go.dev/dl), then ./lab bed up",
};
