import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { REGISTRIES } from "../../labs/registries.js";
import { withoutPassword } from "../../lib/proxy.js";

/** Variables of a process. */
type Variables = Readonly<Record<string, string | undefined>>;

/** The proxies that Docker's client puts into every container it makes. */
export interface DockerProxies {
  readonly httpProxy?: string | undefined;
  readonly httpsProxy?: string | undefined;
  readonly ftpProxy?: string | undefined;
  readonly allProxy?: string | undefined;
  readonly noProxy?: string | undefined;
}

/** What kind is told of proxies. */
export interface KindProxies {
  /** For kind's environment; undefined takes a variable out of it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether Docker's client must not put its own into the node: it has one that can't be reached there. */
  readonly withoutDockers: boolean;
  /** The proxies that the node goes without, as they may be shown. */
  readonly unreachable: readonly string[];
}

const text = z.string().optional();
const proxies = z.object({
  httpProxy: text,
  httpsProxy: text,
  ftpProxy: text,
  allProxy: text,
  noProxy: text,
});
const dockerConfig = z.looseObject({ proxies: z.record(z.string(), proxies).optional() });

/** The folder of Docker's configuration. */
export const dockerFolder = (env: Variables): string =>
  env["DOCKER_CONFIG"] || join(env["HOME"] || homedir(), ".docker");

/** Docker's configuration; empty where there is none, or none that can be read. */
export async function readDockerConfig(folder: string): Promise<z.infer<typeof dockerConfig>> {
  try {
    return dockerConfig.parse(JSON.parse(await readFile(join(folder, "config.json"), "utf8")));
  } catch {
    return {};
  }
}

/**
 * What kind is to know so that the node has the user's proxies, and the cluster's own addresses are none of theirs:
 * kind adds its subnets to NO_PROXY only where the proxies are in its own environment (kind v0.22.0,
 * pkg/cluster/internal/providers/docker/provision.go). Without that kubeadm waits for its own API server through the
 * proxy (kind#4192).
 * @param env the user's; it goes before Docker's, as with `docker run`.
 * @param docker those of Docker's configuration that are for this engine.
 * @param engine where the engine answers: `tcp://10.0.0.2:2376`.
 */
export function kindProxies(env: Variables, docker: DockerProxies, engine: string): KindProxies {
  const wanted = [
    { name: "HTTP_PROXY", own: valueOf(env, "HTTP_PROXY"), dockers: docker.httpProxy ?? "" },
    { name: "HTTPS_PROXY", own: valueOf(env, "HTTPS_PROXY"), dockers: docker.httpsProxy ?? "" },
  ];
  const others = [docker.ftpProxy ?? "", docker.allProxy ?? ""];
  const all = [...wanted.flatMap(({ own, dockers }) => [own, dockers]), ...others];
  if (all.every((proxy) => proxy === ""))
    return { env: {}, withoutDockers: false, unreachable: [] };
  const chosen = wanted.map(
    ({ name, own, dockers }) => [name, [own, dockers].find(isReachable)] as const,
  );
  const dockers = [...wanted.map((each) => each.dockers), ...others];
  const unreachable = all.filter((proxy) => proxy !== "" && !isReachable(proxy));
  return {
    env: Object.fromEntries([
      // kind takes the small letters where there are no capitals
      ...chosen.flatMap(([name, value]) => [
        [name, value] as const,
        [name.toLowerCase(), undefined],
      ]),
      ["NO_PROXY", noProxy(env, docker, engine)],
      ["no_proxy", undefined],
    ]) as KindProxies["env"],
    withoutDockers: dockers.some((proxy) => proxy !== "" && !isReachable(proxy)),
    unreachable: [...new Set(unreachable.map(withoutPassword))],
  };
}

/** The one for an engine, or else the one for all of them (docker/cli, cli/config/configfile). */
export const proxiesFor = (
  config: { readonly proxies?: Readonly<Record<string, DockerProxies>> | undefined },
  engine: string,
): DockerProxies => config.proxies?.[engine] ?? config.proxies?.["default"] ?? {};

const valueOf = (env: Variables, name: string): string =>
  env[name] || env[name.toLowerCase()] || "";

/** The loopback addresses of a host are another machine's in a container. */
const LOCAL = /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1?\])$/i;

/** Whether a container can reach a proxy; one that is not set can't be reached. */
const isReachable = (proxy: string): boolean => proxy !== "" && !LOCAL.test(hostOf(proxy));

/** The host of a proxy, written with a scheme or without one; empty where it is none. */
function hostOf(proxy: string): string {
  const address = proxy.replace(/^[a-z][a-z\d+.-]*:\/\//i, "");
  // the name of a scheme decides how a host is read
  const url = `http://${address}`;
  return URL.canParse(url) ? new URL(url).hostname : "";
}

/**
 * Both lists, and what else is near: this machine, the caches of registries, the engine where it is not a socket (kind
 * runs Docker's client, which would look for it behind the proxy).
 */
function noProxy(env: Variables, { noProxy: dockers = "" }: DockerProxies, engine: string): string {
  const remote = /^tcp:\/\//.test(engine) ? [hostOf(engine)] : [];
  const lists = [valueOf(env, "NO_PROXY"), dockers].flatMap((list) => list.split(/[\s,]+/));
  const near = ["localhost", "127.0.0.1", ...REGISTRIES.map(({ cache }) => cache), ...remote];
  return [...new Set([...lists, ...near])].filter((host) => host !== "").join(",");
}
