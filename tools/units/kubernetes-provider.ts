import { goBuild, moduleDir } from "../go-build.js";
import { builtFrom, pins } from "../pins.js";
import type { Unit } from "../tool.js";
import { pluginReleases } from "./pulumi-plugin.js";

const version = pins.kubernetesProvider;
const binary = "pulumi-resource-kubernetes";

/**
 * The Kubernetes provider plugin. Never taken from PATH and never put there: the engine warns about
 * a plugin on PATH at each run, so it goes into the lab's own PULUMI_HOME.
 */
export const kubernetesProvider: Unit = {
  name: "kubernetes-provider",
  version,
  tools: [
    {
      name: binary,
      files: [binary],
      main: binary,
      link: `pulumi-home/plugins/resource-kubernetes-v${version}/${binary}`,
    },
  ],
  releases: (platform) => pluginReleases("kubernetes", version, platform),
  build: {
    doing: "building from Go modules",
    done: "built",
    seconds: 380,
    run: async (job) => {
      const dir = await moduleDir(job, "kubernetes-provider");
      await goBuild(job, dir, {
        packages: { ".": `${binary}/${binary}` },
        variables: {
          "github.com/pulumi/pulumi-kubernetes/provider/v4/pkg/version.Version": version,
        },
      });
      const { kubernetesProvider: made } = builtFrom;
      return { version: made.version, from: made.module };
    },
  },
  help: `pulumi plugin install resource kubernetes v${version}, on a machine that reaches get.pulumi.com; then ./lab env`,
};
