import { goBuild, moduleDir } from "../go-build.js";
import type { Unit } from "../tool.js";
import { between } from "../version.js";

/** The store of the embedded cluster. */
export const etcd = (version: string): Unit => ({
  name: "etcd",
  version,
  tools: [
    {
      name: "etcd",
      files: ["etcd"],
      main: "etcd",
      isOnPath: true,
      onPath: {
        args: ["--version"],
        pattern: /etcd Version: (\d+\.\d+\.\d+\S*)/,
        wanted: "3.4 or 3.5",
        accepts: between("3.4", "3.5"),
      },
    },
  ],
  releases: ({ os, arch }) => {
    const base = `https://github.com/etcd-io/etcd/releases/download/v${version}`;
    const name = `etcd-v${version}-${os}-${arch}`;
    return [
      {
        tools: ["etcd"],
        url: `${base}/${name}.${os === "darwin" ? "zip" : "tar.gz"}`,
        vouchers: [{ checksums: `${base}/SHA256SUMS` }],
        members: { [`${name}/etcd`]: "etcd/etcd" },
      },
    ];
  },
  build: {
    doing: "building from Go modules",
    done: "built",
    seconds: 35,
    run: async (job) => {
      const dir = await moduleDir(job, `etcd/${version}`);
      await goBuild(job, dir, { packages: { "go.etcd.io/etcd/server/v3": "etcd/etcd" } });
      return { version, from: `go.etcd.io/etcd/server/v3@v${version}` };
    },
  },
  help: "install etcd 3.5 (Debian and Ubuntu: apt-get install etcd-server), then ./lab env",
});
