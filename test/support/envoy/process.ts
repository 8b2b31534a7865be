import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { toolContext } from "../../../tools/context.js";
import { find } from "../../../tools/find.js";
import type { ToolName } from "../../../tools/tool.js";
import { BOOTSTRAP_EXTENSION, RUNTIME_LAYER } from "../../../tools/units/envoy-bootstrap.js";
import { tempDir } from "../temp-dir.js";
import { onLoopback, type Message } from "./config.js";
import { seriesIn, type Series } from "./series.js";

const START_LIMIT_MS = 30_000;
const CHANGE_LIMIT_MS = 20_000;
const POLL_MS = 20;

/** What Envoy with our module needs; or why it can't be had without a download or a build. */
export function envoyOrReason():
  { readonly envoy: string; readonly module: string } | { readonly why: string } {
  const paths: string[] = [];
  for (const name of ["envoy", "istio-stats"] satisfies ToolName[]) {
    const finding = find(toolContext(), name);
    if (finding.state !== "ready")
      return { why: `the tool ${name} is not here: ./lab bed up makes it` };
    paths.push(finding.tool.path);
  }
  const [envoy = "", module = ""] = paths;
  return { envoy, module };
}

export interface EnvoyArgs {
  /** Who the proxy says it is: `{id, metadata}`. */
  readonly node: Message;
  readonly listeners: readonly Message[];
  readonly clusters?: readonly Message[];
  /** Workers. Default 2. */
  readonly concurrency?: number;
}

/** An Envoy with the bootstrap of the lab's sidecars. Its listeners and clusters are files that it watches. */
export class EnvoyProcess implements AsyncDisposable {
  private versions = 0;

  private readonly dir: AsyncDisposable & { readonly path: string };
  private readonly child: ChildProcess;
  private readonly admin: string;

  private constructor(
    dir: AsyncDisposable & { readonly path: string },
    child: ChildProcess,
    admin: string,
  ) {
    this.dir = dir;
    this.child = child;
    this.admin = admin;
  }

  /** @throws Error with what Envoy wrote, when it does not come to take connections */
  static async start(args: EnvoyArgs): Promise<EnvoyProcess> {
    const tools = envoyOrReason();
    if ("why" in tools) throw new Error(tools.why);
    const dir = await tempDir();
    const at = (name: string): string => join(dir.path, name);
    await writeFile(at("bootstrap.json"), JSON.stringify(bootstrap(args.node, at)));
    await writeFile(at("clusters.json"), resources("0", args.clusters ?? []));
    await writeFile(at("listeners.json"), resources("0", args.listeners));
    const options = ["--concurrency", String(args.concurrency ?? 2), "--disable-hot-restart"];
    // What was replaced goes at once: what it counted must not.
    options.push("--drain-time-s", "1", "--drain-strategy", "immediate");
    const child = spawn(
      tools.envoy,
      [
        "-c",
        at("bootstrap.json"),
        "--admin-address-path",
        at("admin"),
        "-l",
        "warning",
        ...options,
      ],
      {
        env: { ENVOY_DYNAMIC_MODULES_SEARCH_PATH: dirname(tools.module) },
        stdio: ["ignore", "ignore", "pipe"],
      },
    );
    process.once("exit", () => child.kill("SIGKILL"));
    let told = "";
    child.stderr.on("data", (chunk: Buffer) => (told = (told + chunk.toString()).slice(-20_000)));
    const envoy = (): Promise<EnvoyProcess> =>
      eventually(START_LIMIT_MS, async () => {
        if (child.exitCode !== null) throw new Error(`Envoy ended:\n${told}`);
        const admin = await readFile(at("admin"), "utf8").catch(() => "");
        if (admin === "") return undefined;
        const started = new EnvoyProcess(dir, child, `http://${admin}`);
        const isReady = (await started.ask("/ready").catch(() => "")).startsWith("LIVE");
        return isReady ? started : undefined;
      });
    return envoy().catch(async (error: unknown) => {
      child.kill("SIGKILL");
      await dir[Symbol.asyncDispose]();
      throw new Error(`Envoy did not start:\n${told}`, { cause: error });
    });
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Where a listener takes connections. */
  async port(listener: string): Promise<number> {
    const { listener_statuses: all } = JSON.parse(await this.ask("/listeners?format=json")) as {
      listener_statuses: {
        name: string;
        local_address: { socket_address: { port_value: number } };
      }[];
    };
    const found = all.find(({ name }) => name === listener);
    if (found === undefined) throw new Error(`there is no listener ${listener}`);
    return found.local_address.socket_address.port_value;
  }

  /** All series of a metric. */
  async series(metric: string): Promise<readonly Series[]> {
    return seriesIn(await this.ask("/stats/prometheus"), metric);
  }

  /** Replaces all listeners, and waits until those before are gone, with what they held. */
  async changeListeners(listeners: readonly Message[]): Promise<void> {
    this.versions += 1;
    const version = String(this.versions);
    const file = join(this.dir.path, "listeners.json");
    await writeFile(`${file}.new`, resources(version, listeners));
    await rename(`${file}.new`, file);
    await eventually(CHANGE_LIMIT_MS, async () => {
      const stats = await this.ask("/stats?filter=listener_manager");
      const isTaken = stats.includes(`listener_manager.lds.version_text: "${version}"`);
      return isTaken && !/_draining: [1-9]|_warming: [1-9]/.test(stats) ? true : undefined;
    });
  }

  /** The bytes that it has asked for and not given back. */
  async allocated(): Promise<number> {
    const { allocated } = JSON.parse(await this.ask("/memory")) as { allocated: string };
    return Number(allocated);
  }

  private async ask(path: string): Promise<string> {
    const response = await fetch(`${this.admin}${path}`);
    return response.text();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = this.child.exitCode === null ? once(this.child, "exit") : undefined;
    this.child.kill("SIGKILL");
    await ended;
    await this.dir[Symbol.asyncDispose]();
  }
}

function bootstrap(node: Message, at: (name: string) => string): Message {
  const watched = (name: string): Message => ({
    path_config_source: { path: at(`${name}.json`) },
    resource_api_version: "V3",
  });
  return {
    node: { cluster: "test", ...node },
    admin: { address: onLoopback(0) },
    // Histograms are told as they are at the last flush.
    stats_flush_interval: "0.2s",
    layered_runtime: { layers: [RUNTIME_LAYER] },
    bootstrap_extensions: [BOOTSTRAP_EXTENSION],
    dynamic_resources: { cds_config: watched("clusters"), lds_config: watched("listeners") },
  };
}

const resources = (version_info: string, of: readonly Message[]): string =>
  JSON.stringify({ version_info, resources: of });

/** Asks until there is an answer. @throws Error when the time is over */
export async function eventually<T>(
  limitMs: number,
  ask: () => Promise<T | undefined>,
): Promise<T> {
  const end = performance.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end)
      throw new Error(`it has not come to hold within ${String(limitMs)} ms`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
