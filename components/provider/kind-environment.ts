import { mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { dockerFolder, kindProxies, proxiesFor, readDockerConfig } from "./kind-proxies.js";
import type { KindWorld } from "./kind-world.js";

/** How long Docker's client may take to read its configuration, in ms. */
const TIMEOUT_MS = 20_000;

/** Variables for kind; undefined takes one out of its environment. */
export type KindEnvironment = Readonly<Record<string, string | undefined>>;

/**
 * Does something with the variables by which the node gets the user's proxies, and says which ones it can't have.
 * @param run gets the variables; a folder that they name is there until it ends.
 */
export async function withProxies<T>(
  world: KindWorld,
  run: (env: KindEnvironment) => Promise<T>,
): Promise<T> {
  const folder = dockerFolder(world.env);
  const config = await readDockerConfig(folder);
  const engine = await engineOf(world, config.proxies !== undefined);
  const found = kindProxies(world.env, proxiesFor(config, engine), engine);
  for (const proxy of found.unreachable)
    world.note(
      `The proxy ${proxy} is on this machine and out of reach for the node, which goes without it.`,
    );
  if (!found.withoutDockers) return run(found.env);
  const { proxies: _left, ...rest } = config;
  const copy = await copyOf(folder, rest);
  try {
    return await run({ ...found.env, DOCKER_CONFIG: copy });
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** Docker's client keeps proxies by it; only asked for where that matters. */
async function engineOf({ exec, env }: KindWorld, matters: boolean): Promise<string> {
  const set = env["DOCKER_HOST"];
  if (set || !matters) return set ?? "";
  const args = ["context", "inspect", "--format", "{{.Endpoints.docker.Host}}"];
  return exec("docker", args, { timeoutMs: TIMEOUT_MS }).then(
    ({ stdout }) => stdout.trim(),
    () => "",
  );
}

/** Docker's configuration with another config.json: its contexts and plugins are those of the user. */
async function copyOf(folder: string, config: object): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), "istio-lab-docker-"));
  const others = (await readdir(folder)).filter((name) => name !== "config.json");
  for (const name of others) await symlink(resolve(folder, name), join(copy, name));
  await writeFile(join(copy, "config.json"), JSON.stringify(config), { mode: 0o600 });
  return copy;
}
