import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { BuildJob } from "../build-job.js";
import type { Platform } from "../platform.js";
import type { Release, Unit } from "../tool.js";

/** The third launcher: it names the program where it lies in this layout of the sources. */
const STAND_IN = "-stand-in.3";

/**
 * A plugin of the engine that has a stand-in in this project (components/provider/stand-ins): where its release can't be had
 * it can't be built either, since no module proxy carries it.
 * @param name as the engine calls it: `command`.
 */
export function pulumiPlugin(name: "command" | "docker", version: string): Unit {
  const binary = `pulumi-resource-${name}`;
  return {
    name: `${name}-provider`,
    version,
    tools: [
      {
        name: binary,
        files: [binary],
        main: binary,
        link: `pulumi-home/plugins/resource-${name}-v${version}/${binary}`,
        isOutdated: ({ version: found }) =>
          found !== `${version}${STAND_IN}` && found.includes("-stand-in"),
      },
    ],
    releases: (platform) => pluginReleases(name, version, platform),
    build: {
      doing: "taking the project's own stand-in",
      done: "stood in for",
      seconds: 1,
      run: async (job) => {
        await writeLauncher(job, name, binary);
        return {
          version: `${version}${STAND_IN}`,
          from: `components/provider/stand-ins/${name}.ts`,
        };
      },
    },
    help: `pulumi plugin install resource ${name} v${version}, on a machine that reaches get.pulumi.com; then ./lab env`,
  };
}

/**
 * Where a plugin is released, in the order to try. GoReleaser puts a checksum file beside some plugins; beside others
 * lies one of SHA-1, which is not asked: then GitHub's own digest is.
 */
export function pluginReleases(
  name: string,
  version: string,
  { os, arch }: Platform,
): readonly Release[] {
  const binary = `pulumi-resource-${name}`;
  const project = `pulumi-${name}`;
  const onGitHub = `https://github.com/pulumi/${project}/releases/download/v${version}`;
  const vouchers = [
    { checksums: `${onGitHub}/${project}_${version}_checksums.txt` },
    { github: `https://api.github.com/repos/pulumi/${project}/releases/tags/v${version}` },
  ];
  return ["https://get.pulumi.com/releases/plugins", onGitHub].map((base) => ({
    tools: [binary],
    url: `${base}/${binary}-v${version}-${os}-${arch}.tar.gz`,
    vouchers,
    members: { [binary]: `${binary}/${binary}` },
  }));
}

/** All checkouts share the cache, so the launcher finds the checkout by the lab's environment. */
async function writeLauncher(job: BuildJob, name: string, binary: string): Promise<void> {
  const file = join(job.out, binary, binary);
  await mkdir(join(job.out, binary), { recursive: true });
  await writeFile(file, launcher(name));
  await chmod(file, 0o755);
}

const launcher = (name: string): string => `#!/bin/sh
# Stands in for Pulumi's ${name} plugin where it can't be downloaded (components/provider/stand-ins/${name}.ts).
root=\${ISTIO_LAB_ROOT:?'is not set; next: eval "$(./lab env)"'}
cd "$root" || exit
exec node lib/start.mjs components/provider/stand-ins/${name}.ts "$@"
`;
