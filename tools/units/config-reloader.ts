import { goBuild, moduleDir } from "../go-build.js";
import { pins } from "../pins.js";
import type { Unit } from "../tool.js";

const version = pins.configReloader;
const name = "config-reloader";
const module = "github.com/prometheus-operator/prometheus-operator";

/** What tells the Prometheus of the sample addon of Istio 1.23 of new settings. Only the bed's image needs it. */
export const configReloader: Unit = {
  name,
  version,
  tools: [{ name, files: [name], main: name }],
  releases: () => [],
  build: {
    doing: "building from Go modules",
    done: "built",
    seconds: 150,
    run: async (job) => {
      const dir = await moduleDir(job, name);
      const info = "github.com/prometheus/common/version";
      await goBuild(job, dir, {
        packages: { [`${module}/cmd/prometheus-config-reloader`]: `${name}/${name}` },
        variables: { [`${info}.Version`]: version, [`${info}.Branch`]: "istio-lab" },
      });
      return { version, from: `${module}@v${version}` };
    },
  },
  help: "make sure that a Go module proxy answers (go env GOPROXY), then ./lab bed up",
};
