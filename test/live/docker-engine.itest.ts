import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { execa } from "execa";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, connect, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEFAULT_SOCKET } from "../../lib/docker-host.js";
import { checkout, type Checkout } from "../support/checkout.js";

const LIMIT_MS = 15 * 60_000;

/** Runs a program where nothing answers at the default socket; the rest of the machine sees it as it was. */
const WITHOUT_DEFAULT = `mount --bind /dev/null ${DEFAULT_SOCKET} && exec "$@"`;

/** Passes all that comes at a socket on to the engine. */
async function relay(socket: string): Promise<Server> {
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const engine = connect({ path: DEFAULT_SOCKET, allowHalfOpen: true });
    client.pipe(engine).pipe(client);
    client.on("error", () => engine.destroy());
    engine.on("error", () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return server;
}

describe("a Docker engine that listens elsewhere than at the default socket", () => {
  let lab: Checkout;
  let server: Server;
  let sockets: string;
  let engine: Readonly<Record<string, string>>;
  let contexts: Readonly<Record<string, string>>;

  beforeAll(async () => {
    lab = await checkout("docker");
    const folder = join(lab.home, ".docker");
    // docker reads its host as a URL, and can't open one with `%` in it
    sockets = await mkdtemp(join(tmpdir(), "istio-lab-docker-"));
    const socket = join(sockets, "docker.sock");
    server = await relay(socket);
    engine = { DOCKER_HOST: `unix://${socket}` };
    contexts = { DOCKER_CONFIG: folder };
    await mkdir(folder);
    const docker = (...args: string[]) => execa("docker", args, { env: contexts });
    await docker("context", "create", "far", "--docker", `host=unix://${socket}`);
    await writeFile(join(folder, "config.json"), JSON.stringify({ currentContext: "far" }));
  });

  afterAll(async () => {
    await lab[Symbol.asyncDispose]();
    server.close();
    await rm(sockets, { recursive: true, force: true });
  });

  /** Runs a program of the checkout in a shell with these variables. */
  async function ran(env: Readonly<Record<string, string>>, ...args: readonly string[]) {
    const all = ["--mount", "sh", "-c", WITHOUT_DEFAULT, "sh", ...args];
    const options = { cwd: lab.root, extendEnv: false, reject: false, all: true } as const;
    return execa("unshare", all, { ...options, env: { ...lab.env, ...env }, timeout: LIMIT_MS });
  }

  it("is not found where nothing names it: the test would show it otherwise", async () => {
    const { exitCode } = await ran({ DOCKER_CONTEXT: "default" }, "docker", "version");
    expect(exitCode).not.toBe(0);
  });

  it.each<[string, () => Record<string, string>, string[]]>([
    ["DOCKER_HOST", () => ({ ...engine, DOCKER_CONFIG: "/none" }), []],
    ["DOCKER_CONTEXT", () => ({ ...contexts, DOCKER_CONTEXT: "far" }), []],
    ["--context", () => ({ ...contexts, DOCKER_CONTEXT: "default" }), ["--context", "far"]],
    ["docker's current context", () => contexts, []],
  ])("is found by %s, also by a plugin that knows no context", async (_what, env, flags) => {
    const script = `eval "$(./lab env week1 ${flags.join(" ")})"; DOCKER_CONFIG=/none docker version`;
    const found = await ran(env(), "bash", "-c", script);
    expect({ exitCode: found.exitCode, all: found.all }).toMatchObject({ exitCode: 0 });
  });

  it(
    "carries week 1, which stays there when a later shell names another engine",
    async () => {
      const up = await ran(contexts, "./lab", "up", "week1", "--target", "kind", "--yes");
      expect({ exitCode: up.exitCode, all: up.all }).toMatchObject({ exitCode: 0 });
      const other = await ran({ DOCKER_CONTEXT: "default" }, "./lab", "status");
      expect(other.all).toMatch(/week1 at step 1\.54 on kind: the cluster runs/);
      const down = await ran({ DOCKER_CONTEXT: "default" }, "./lab", "down", "week1", "--yes");
      expect({ exitCode: down.exitCode, all: down.all }).toMatchObject({ exitCode: 0 });
    },
    LIMIT_MS,
  );
});
