import { goBuild, moduleDir } from "../go-build.js";
import { pins } from "../pins.js";
import type { Platform } from "../platform.js";
import type { Release, Unit } from "../tool.js";
import { between } from "../version.js";

const version = pins.pulumi;
const languageHost = "pulumi-language-nodejs";

/**
 * The engine and its Node language host, which must lie in one folder or the engine warns at each run.
 * Where they cannot be downloaded the host is our own, small one: `build/pulumi`.
 */
export const pulumi: Unit = {
  name: "pulumi",
  version,
  tools: [
    {
      name: "pulumi",
      files: ["pulumi", languageHost],
      main: "pulumi",
      isOnPath: true,
      onPath: {
        args: ["version"],
        pattern: /v(\d+\.\d+\.\d+\S*)/,
        // An engine older than the SDK of package.json makes every run warn.
        wanted: "3.248 or newer, below 4",
        accepts: between("3.248", "3"),
        besides: [languageHost],
      },
    },
  ],
  releases: (platform) => [
    release("https://get.pulumi.com/releases/sdk", platform),
    release(`https://github.com/pulumi/pulumi/releases/download/v${version}`, platform),
  ],
  build: {
    doing: "building from Go modules",
    done: "built",
    seconds: 190,
    run: async (job) => {
      const dir = await moduleDir(job, "pulumi");
      await goBuild(job, dir, {
        packages: {
          "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi": "pulumi/pulumi",
          [`./${languageHost}`]: `pulumi/${languageHost}`,
        },
        variables: { "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version": version },
      });
      return { version, from: `github.com/pulumi/pulumi/pkg/v3@v${version}` };
    },
  },
  help: `install Pulumi ${version} (https://www.pulumi.com/docs/install/) so that it is on PATH, then ./lab env`,
};

function release(base: string, { os, arch }: Platform): Release {
  const cpu = arch === "amd64" ? "x64" : arch;
  return {
    tools: ["pulumi"],
    url: `${base}/pulumi-v${version}-${os}-${cpu}.tar.gz`,
    vouchers: [{ checksums: `${base}/pulumi-${version}-checksums.txt` }],
    members: {
      "pulumi/pulumi": "pulumi/pulumi",
      [`pulumi/${languageHost}`]: `pulumi/${languageHost}`,
    },
  };
}
