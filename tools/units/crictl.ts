import { goBuild, moduleDir } from "../go-build.js";
import { pins } from "../pins.js";
import type { Unit } from "../tool.js";

const version = pins.crictl;

/** What `kind load` asks the node's containerd with. Only the bed's node image needs it. */
export const crictl: Unit = {
  name: "crictl",
  version,
  tools: [{ name: "crictl", files: ["crictl"], main: "crictl" }],
  releases: () => [],
  build: {
    doing: "building from Go modules",
    done: "built",
    seconds: 60,
    run: async (job) => {
      const dir = await moduleDir(job, "crictl");
      const module = "github.com/kubernetes-sigs/cri-tools";
      await goBuild(job, dir, {
        packages: { [`${module}/cmd/crictl`]: "crictl/crictl" },
        variables: { [`${module}/pkg/version.Version`]: `v${version}` },
      });
      return { version, from: `${module}@v${version}` };
    },
  },
  help: "make sure that a Go module proxy answers (go env GOPROXY), then ./lab bed up",
};
