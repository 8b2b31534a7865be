import { goBuild, moduleDir } from "../go-build.js";
import { pins } from "../pins.js";
import type { Unit } from "../tool.js";

const version = pins.bedPrograms;
const names = ["pause", "runc-wrapper"] as const;

/** Small programs of ours that the bed needs: `build/bed-programs`. */
export const bedPrograms: Unit = {
  name: "bed-programs",
  version,
  tools: names.map((name) => ({ name, files: [name], main: name })),
  releases: () => [],
  build: {
    doing: "building with Go",
    done: "built",
    seconds: 15,
    run: async (job) => {
      const dir = await moduleDir(job, "bed-programs");
      await goBuild(job, dir, {
        packages: Object.fromEntries(names.map((name) => [`./${name}`, `${name}/${name}`])),
      });
      return { version, from: "tools/build/bed-programs" };
    },
  },
  help: "install Go 1.26 or newer (https://go.dev/dl), then ./lab bed up",
};
