import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../../lib/paths.js";
import { pins } from "../pins.js";
import type { Unit } from "../tool.js";

const version = pins.istioStats;
const name = "istio-stats";
const file = `lib${name}.so`;
const sources = join(root, "tools", "build", name);

const BUILD_LIMIT_MS = 10 * 60_000;

/** It is alone with its libraries: Envoy has others, of other versions. */
const ISOLATED = [
  "-fvisibility=hidden",
  "-static-libstdc++",
  "-static-libgcc",
  "-Wl,--exclude-libs,ALL",
  "-Wl,-Bsymbolic",
];

/**
 * The module with which upstream's Envoy makes Istio's metrics. It is C++, since that is what Envoy's interface for modules
 * needs least around it, and `tools/build/istio-stats` says in its files what each part does as Istio's own filters do.
 */
export const istioStats: Unit = {
  name,
  version,
  tools: [{ name, files: [file], main: file }],
  releases: () => [],
  build: {
    doing: "building with g++",
    done: "built",
    seconds: 40,
    run: async (job) => {
      const files = (await readdir(sources)).filter((each) => each.endsWith(".cc"));
      const out = join(job.out, name);
      await mkdir(out, { recursive: true });
      const flags = ["-std=c++17", "-O2", "-Wall", "-Wextra", "-s", "-fPIC", "-shared"];
      const paths = files.map((each) => join(sources, each));
      await job.exec("g++", [...flags, ...ISOLATED, "-o", join(out, file), ...paths], {
        timeoutMs: BUILD_LIMIT_MS,
        onLine: job.onLine,
      });
      return { version, from: `tools/build/${name}` };
    },
  },
  help: "apt-get install g++ nlohmann-json3-dev, then ./lab bed up",
};
