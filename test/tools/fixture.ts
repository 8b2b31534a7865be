import { createHash } from "node:crypto";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import type { Fetch } from "../../lib/fetch.js";
import type { Exec } from "../../lib/exec.js";
import type { ToolContext } from "../../tools/context.js";
import type { PathRule, Release, Tool, Unit } from "../../tools/tool.js";
import { studied } from "../../tools/pins.js";
import { exactly } from "../../tools/version.js";
import { oddFolder, removeOddFolder } from "../support/temp-dir.js";

export const platform = { os: "linux", arch: "amd64" } as const;

/** A cache and a PATH of their own, and a record of what was said; gone at the end of the block. */
export class Bench implements AsyncDisposable {
  readonly said: string[] = [];
  readonly dir: string;

  private constructor(dir: string) {
    this.dir = dir;
  }

  static async create(): Promise<Bench> {
    const bench = new Bench(await oddFolder("lab-tools-"));
    await mkdir(bench.bin);
    return bench;
  }

  get cache(): string {
    return join(this.dir, "cache");
  }

  /** The only folder on PATH. */
  get bin(): string {
    return join(this.dir, "bin");
  }

  context(units: readonly Unit[], given: Partial<ToolContext> = {}): ToolContext {
    return {
      cache: this.cache,
      platform,
      exec: noExec,
      fetch: noNetwork,
      progress: ({ what, text }) => this.said.push(`${what}: ${text}`),
      pid: 1,
      now: () => 0,
      agree: () => Promise.resolve(true),
      env: { PATH: this.bin },
      units,
      versions: studied,
      ...given,
    };
  }

  /** Writes a file, executable as tools are. */
  async file(path: string, text: string): Promise<string> {
    const file = join(this.dir, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    await chmod(file, 0o755);
    return file;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await removeOddFolder(this.dir);
  }
}

/** Fails the test that starts a process. */
export const noExec: Exec = (command, args) => {
  throw new Error(`started ${command} ${args.join(" ")}`);
};

/** What `fetch` does on a machine without a network. */
export const noNetwork: Fetch = (url) => {
  const { hostname } = new URL(url);
  const cause = Object.assign(new Error("getaddrinfo"), { code: "ENOTFOUND", hostname });
  return Promise.reject(new TypeError("fetch failed", { cause }));
};

export const pathRule: PathRule = {
  args: ["--version"],
  pattern: /version (\S+)/,
  wanted: "1.0.0",
  accepts: exactly("1.0.0"),
};

export interface FakeUnit {
  readonly name?: string;
  readonly releases?: readonly Release[];
  readonly onPath?: PathRule;
  readonly seconds?: number;
  /** Default: writes the tool. */
  readonly build?: Unit["build"]["run"];
}

/** A unit with one tool of the same name and version 1.0.0. */
export function fakeUnit(given: FakeUnit = {}): Unit {
  const name = given.name ?? "drill";
  const tool: Tool = {
    name,
    files: [name],
    main: name,
    isOnPath: true,
    ...(given.onPath === undefined ? {} : { onPath: given.onPath }),
  };
  return {
    name,
    version: "1.0.0",
    tools: [tool],
    releases: () => given.releases ?? [],
    build: {
      doing: "building from sources",
      done: "built",
      seconds: given.seconds ?? 1,
      run: given.build ?? ((job) => writeTool(job.out, name, "built")),
    },
    help: `get ${name}`,
  };
}

/** What a recipe does: puts a program into the folder for results. */
export async function writeTool(
  out: string,
  name: string,
  text: string,
): Promise<{ version: string; from: string }> {
  await mkdir(join(out, name), { recursive: true });
  await writeFile(join(out, name, name), text);
  return { version: "1.0.0", from: "sources" };
}

export const sha256 = (content: string | Buffer): string =>
  createHash("sha256").update(content).digest("hex");

/** A server on this machine that stands for all release hosts. */
export class Releases implements AsyncDisposable {
  readonly asked: string[] = [];
  private readonly server: ReturnType<typeof createServer>;

  private constructor(server: ReturnType<typeof createServer>) {
    this.server = server;
  }

  /** Answers `https://host/path` with what `files` holds for it, 404 without. */
  static async serve(files: Record<string, string | Buffer | RequestListener>): Promise<Releases> {
    const server = createServer((request, response) => {
      const url = `https:/${request.url ?? ""}`;
      releases.asked.push(url);
      const file = files[url];
      if (typeof file === "function") file(request, response);
      else if (file === undefined) response.writeHead(404).end();
      else response.end(file);
    });
    const releases = new Releases(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return releases;
  }

  readonly fetch: Fetch = (url, init) =>
    fetch(`${this.origin}/${url.replace("https://", "")}`, init);

  /** Where it listens. */
  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
