import { goBuild, moduleDir } from "../go-build.js";
import { pins } from "../pins.js";
import type { Unit } from "../tool.js";
import { between } from "../version.js";

const version = pins.kind;

/** Makes the cluster in Docker. Official node images of Kubernetes 1.23.17 exist for kind 0.18 to 0.22. */
export const kind: Unit = {
  name: "kind",
  version,
  tools: [
    {
      name: "kind",
      files: ["kind"],
      main: "kind",
      link: "bin/kind",
      onPath: {
        args: ["version"],
        pattern: /v(\d+\.\d+\.\d+\S*)/,
        wanted: "0.18 to 0.22",
        accepts: between("0.18", "0.22"),
      },
    },
  ],
  releases: ({ os, arch }) => {
    const url = `https://github.com/kubernetes-sigs/kind/releases/download/v${version}/kind-${os}-${arch}`;
    return [{ tools: ["kind"], url, checksum: `${url}.sha256sum` }];
  },
  build: {
    doing: "building from Go modules",
    done: "built",
    seconds: 5,
    run: async (job) => {
      const dir = await moduleDir(job, "kind");
      await goBuild(job, dir, { packages: { "sigs.k8s.io/kind": "kind/kind" } });
      return { version, from: `sigs.k8s.io/kind@v${version}` };
    },
  },
  help: `install kind ${version} (https://kind.sigs.k8s.io/docs/user/quick-start/), then ./lab env`,
};
