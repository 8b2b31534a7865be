import { goBuild, moduleDir } from "../go-build.js";
import { pins } from "../pins.js";
import type { Unit } from "../tool.js";

const version = pins.metricsServer;
const module = "sigs.k8s.io/metrics-server";

/** What makes autoscalers and `kubectl top` work. Only the bed's image needs it. */
export const metricsServer: Unit = {
  name: "metrics-server",
  version,
  tools: [{ name: "metrics-server", files: ["metrics-server"], main: "metrics-server" }],
  releases: () => [],
  build: {
    doing: "building from Go modules",
    done: "built",
    seconds: 80,
    run: async (job) => {
      const dir = await moduleDir(job, "metrics-server");
      await goBuild(job, dir, {
        packages: { [`${module}/cmd/metrics-server`]: "metrics-server/metrics-server" },
        variables: { "k8s.io/client-go/pkg/version.gitVersion": `v${version}` },
      });
      return { version, from: `${module}@v${version}` };
    },
  },
  help: "make sure that a Go module proxy answers (go env GOPROXY), then ./lab bed up",
};
