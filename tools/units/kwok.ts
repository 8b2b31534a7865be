import { goBuild, moduleDir } from "../go-build.js";
import { pinned, pins } from "../pins.js";
import type { Tool, Unit } from "../tool.js";
import { exactly } from "../version.js";

const version = pins.kwok;
const names = ["kwokctl", "kwok"] as const;

/** kwokctl makes the embedded cluster, kwok plays its nodes. The project publishes no checksums. */
export const kwok: Unit = {
  name: "kwok",
  version,
  tools: names.map(program),
  releases: ({ os, arch }) =>
    names.map((name) => {
      const file = `${name}-${os}-${arch}`;
      return {
        tools: [name],
        url: `https://github.com/kubernetes-sigs/kwok/releases/download/v${version}/${file}`,
        vouchers: [
          ...pinned(file),
          { github: `https://api.github.com/repos/kubernetes-sigs/kwok/releases/tags/v${version}` },
        ],
      };
    }),
  build: {
    doing: "building from Go modules",
    done: "built",
    seconds: 75,
    run: async (job) => {
      const dir = await moduleDir(job, "kwok");
      await goBuild(job, dir, {
        packages: Object.fromEntries(
          names.map((name) => [`sigs.k8s.io/kwok/cmd/${name}`, `${name}/${name}`]),
        ),
        variables: { "sigs.k8s.io/kwok/pkg/consts.Version": `v${version}` },
      });
      return { version, from: `sigs.k8s.io/kwok@v${version}` };
    },
  },
  help: `install kwok ${version} (https://kwok.sigs.k8s.io/docs/user/installation/), then ./lab env`,
};

function program(name: string): Tool {
  return {
    name,
    files: [name],
    main: name,
    isOnPath: true,
    onPath: {
      args: ["--version"],
      pattern: /version v?(\d+\.\d+\.\d+\S*)/,
      wanted: version,
      accepts: exactly(version),
    },
  };
}
