import { execa } from "execa";
import { mkdir, symlink } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { cacheDir } from "../../lib/paths.js";
import { ensureTools } from "../../tools/ensure.js";
import { pins } from "../../tools/pins.js";
import type { Checkout, Ran } from "./checkout.js";

const TIMEOUT_MS = 10 * 60_000;

/** Somebody who has installed Pulumi and Node by themselves, and nothing of the lab's. */
export interface PlainUser {
  /** Runs a program in the checkout with no variables but these and what every shell has. */
  readonly run: (
    variables: Readonly<Record<string, string>>,
    program: string,
    ...args: readonly string[]
  ) => Promise<Ran>;
}

/** @param lab its home becomes the user's, with the plugin of Kubernetes in it as the engine would have got it. */
export async function plainUser(lab: Checkout): Promise<PlainUser> {
  const tools = await ensureTools(["pulumi", "pulumi-resource-kubernetes"]);
  const pathOf = (name: "pulumi" | "pulumi-resource-kubernetes"): string =>
    tools.get(name)?.path ?? name;
  const plugin = `resource-kubernetes-v${pins.kubernetesProvider}`;
  const plugins = join(lab.home, ".pulumi", "plugins", plugin);
  await mkdir(plugins, { recursive: true });
  const binary = pathOf("pulumi-resource-kubernetes");
  await symlink(binary, join(plugins, "pulumi-resource-kubernetes"));

  // a machine without Docker, and without the lab's own tools
  const system = (lab.env["PATH"] ?? "").split(delimiter).filter((folder) => !isOurs(folder));
  const env = {
    HOME: lab.home,
    // the engine takes the home of the list of users, and not HOME
    PULUMI_HOME: join(lab.home, ".pulumi"),
    // a state written once: quicker
    PULUMI_SKIP_CHECKPOINTS: "true",
    PATH: [dirname(pathOf("pulumi")), ...system].join(delimiter),
    // what would take minutes to get again
    LAB_CACHE: cacheDir(),
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
  return {
    run: async (variables, program, ...args) => {
      const options = { cwd: lab.root, extendEnv: false, reject: false, all: true } as const;
      const { exitCode = -1, ...result } = await execa(program, args, {
        ...options,
        env: { ...env, ...variables },
        stdin: "ignore",
        timeout: TIMEOUT_MS,
      });
      const { stdout, stderr, all } = result;
      return { exitCode, stdout, stderr, all };
    },
  };
}

const isOurs = (folder: string): boolean => folder.startsWith(cacheDir());
