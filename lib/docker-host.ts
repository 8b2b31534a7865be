import { join } from "node:path";
import {
  chosenContext,
  configFolder,
  endpointOf,
  homeIn,
  thisMachine,
  type DockerFiles,
  type Endpoint,
} from "./docker-context.js";
import type { Changes, Variables } from "./environment.js";

/** Where docker and every plugin look when nothing else is said. */
export const DEFAULT_SOCKET = "/var/run/docker.sock";
export const DEFAULT_HOST = `unix://${DEFAULT_SOCKET}`;

/** What names an engine and its certificates, to docker and to Pulumi's Docker plugin alike. */
const NAMING = ["DOCKER_HOST", "DOCKER_TLS", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH"];
/** The same with what only docker understands. */
const CHOOSING = ["DOCKER_CONTEXT", ...NAMING];

/** Ports of an engine behind TCP for which none is given, as docker takes them. */
const PLAIN_PORT = 2375;
const TLS_PORT = 2376;

/** An engine, and what it was chosen by. */
interface Choice {
  readonly by: "host" | "context" | "socket";
  readonly engine: Endpoint | undefined;
}

/**
 * The Docker engine that the `docker` command of a shell talks to: DOCKER_HOST, else DOCKER_CONTEXT, else the current
 * context of `docker context use`, else the default socket. Where that is not there and nobody chose anything, the
 * socket that Docker Desktop, rootless Docker, colima, OrbStack or Rancher Desktop leave in the home.
 * Undefined: a context is chosen that does not exist; docker itself says so best.
 */
export const dockerEndpoint = (env: Variables, files = thisMachine): Endpoint | undefined =>
  choice(env, files).engine;

/**
 * What tells that engine to Pulumi's Docker plugin, which looks at the default socket and knows no current context,
 * and to all else. The default one has its usual name also where a context has another for it: the plugin keeps the
 * name in the state, and would show it as a change.
 */
export function dockerChanges(env: Variables, files = thisMachine): Changes {
  const { by, engine } = choice(env, files);
  if (engine === undefined) return { set: {}, unset: [] };
  const usual = isChosen(env, by) ? { DOCKER_HOST: DEFAULT_HOST } : {};
  const set = by !== "host" && isDefault(engine, files) ? usual : engine;
  // the plugin would take a context by its name, and docker the certificates of another engine
  const others = by === "context" ? CHOOSING : ["DOCKER_CONTEXT"];
  return { set, unset: others.filter((name) => env[name] !== undefined && !(name in set)) };
}

/** Otherwise docker goes to the default socket by itself. */
const isChosen = (env: Variables, by: Choice["by"]): boolean =>
  by !== "socket" || (env["DOCKER_CONTEXT"] ?? "") !== "";

function choice(env: Variables, files: DockerFiles): Choice {
  const host = env["DOCKER_HOST"] ?? "";
  if (host !== "") {
    const given = NAMING.flatMap((name) => {
      const value = env[name] ?? "";
      return value === "" ? [] : [[name, value] as const];
    });
    const engine = { ...Object.fromEntries(given), DOCKER_HOST: withScheme(host, env) };
    return { by: "host", engine };
  }
  const folder = configFolder(env, files);
  const context = chosenContext(env, folder, files);
  if (context !== undefined) return { by: "context", engine: endpointOf(context, folder, files) };
  const socket = sockets(env, files).find((file) => files.real(file) !== undefined);
  return { by: "socket", engine: { DOCKER_HOST: `unix://${socket ?? DEFAULT_SOCKET}` } };
}

function isDefault({ DOCKER_HOST }: Endpoint, files: DockerFiles): boolean {
  if (DOCKER_HOST === DEFAULT_HOST) return true;
  const socket = DOCKER_HOST.replace(/^unix:\/\//, "");
  const real = files.real(DEFAULT_SOCKET);
  return real !== undefined && socket !== DOCKER_HOST && files.real(socket) === real;
}

/** Makes an environment name another engine, and no other besides. */
export function chooseEndpoint(env: NodeJS.ProcessEnv, engine: Variables): void {
  for (const name of CHOOSING) Reflect.deleteProperty(env, name);
  Object.assign(env, engine);
}

/** What an environment says of the engine. */
export const endpointVariables = (env: Variables): Variables =>
  Object.fromEntries(CHOOSING.map((name) => [name, env[name]]));

/** The default first. */
function sockets(env: Variables, files: DockerFiles): string[] {
  const home = homeIn(env, files);
  const runtime = env["XDG_RUNTIME_DIR"] ?? "";
  return [
    DEFAULT_SOCKET,
    join(home, ".docker/run/docker.sock"),
    join(home, ".docker/desktop/docker.sock"),
    ...(runtime === "" ? [] : [join(runtime, "docker.sock")]),
    join(home, ".colima/default/docker.sock"),
    join(home, ".orbstack/run/docker.sock"),
    join(home, ".rd/docker.sock"),
  ];
}

/** docker takes more forms than the plugin. */
function withScheme(host: string, env: Variables): string {
  if (host === "unix://") return DEFAULT_HOST;
  const url = host.includes("://") ? host : `tcp://${host}`;
  if (!url.startsWith("tcp://") || /:\d+$/.test(url)) return url;
  const isTls = (env["DOCKER_TLS_VERIFY"] ?? env["DOCKER_TLS"] ?? "") !== "";
  return `${url}:${isTls ? TLS_PORT : PLAIN_PORT}`;
}
