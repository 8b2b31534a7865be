import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { ToolError } from "../../../lib/errors.js";
import type { Exec, ExecOptions, ExecResult } from "../../../lib/exec.js";
import type { KindInputs } from "../../../components/provider/kind-config.js";
import type { KindWorld } from "../../../components/provider/kind-world.js";
import { oddFolder, removeOddFolder } from "../../support/temp-dir.js";

interface Container {
  readonly id: string;
  readonly cluster: string;
  readonly apiServerPort: number;
  readonly hostPorts: readonly number[];
  status: string;
}

/** What is read of kind's configuration. */
interface KindYaml {
  readonly networking: { readonly apiServerPort: number };
  readonly nodes: readonly [{ readonly extraPortMappings: readonly { hostPort: number }[] }];
}

/** A machine with Docker and kind that only remembers. A command that it doesn't know is an error. */
export class FakeDocker {
  /** Every command, as one line, in order. */
  readonly calls: string[] = [];
  /** The options of the last call of a command, by its first two words. */
  readonly options = new Map<string, ExecOptions>();
  /** What was given to commands to read, in order. */
  readonly inputs: string[] = [];
  readonly notes: string[] = [];
  readonly containers = new Map<string, Container>();
  readonly images = new Set<string>();
  /** The names of those that the bed made. */
  readonly ofBed: string[] = [];
  readonly folder: string;
  /** Commands that fail, by how they begin, and with what; each as often as it is given. */
  readonly failures: { readonly begins: string; readonly error: ToolError }[] = [];
  /** What lies in the nodes of whose they are, by container. */
  readonly owners = new Map<string, string>();
  /** Variables of the process: HOME is the folder of its files. */
  env: NodeJS.ProcessEnv = {};
  /** Docker's networks. */
  readonly networks = new Set(["bridge", "kind"]);
  /** What ps lists. */
  processes = "";
  /** Why the API server is not ready, an answer for each question; from then on it is. */
  readonly notReady: string[] = [];
  /** How a start of kind ends: with the cluster, with a half-made one, or before there is any. */
  createEnds: "well" | "half-made" | "early" = "well";
  #made = 0;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async make(): Promise<FakeDocker> {
    return new FakeDocker(await oddFolder("lab-kind-"));
  }

  /** Removes its files. */
  [Symbol.asyncDispose](): Promise<void> {
    return removeOddFolder(this.folder);
  }

  readonly world = (): KindWorld => ({
    exec: this.exec,
    env: { HOME: this.folder, ...this.env },
    folder: (stack) => join(this.folder, stack),
    kindFor: () => "kind",
    whyNotReady: (kubeconfig) => {
      this.calls.push(`api ${kubeconfig}`);
      return Promise.resolve(this.notReady.shift());
    },
    note: (line) => void this.notes.push(line),
    sleep: () => Promise.resolve(),
  });

  /** The commands that begin with a word. */
  readonly callsOf = (begins: string): string[] =>
    this.calls.filter((call) => call.startsWith(begins));

  fail(begins: string, message: string, cause: Readonly<Record<string, unknown>> = {}): void {
    const error = new ToolError("command-failed", message, { cause });
    this.failures.push({ begins, error });
  }

  /** Puts a node there, as somebody's `kind create cluster` would. */
  addNode(cluster: string, apiServerPort = 40_000, hostPorts: readonly number[] = []): Container {
    this.#made += 1;
    this.owners.delete(`${cluster}-control-plane`);
    const id = this.#made.toString(16).padStart(12, "0").padEnd(64, "f");
    const container = { id, cluster, apiServerPort, hostPorts, status: "running" };
    this.containers.set(`${cluster}-control-plane`, container);
    return container;
  }

  readonly exec: Exec = async (command, args, options = {}) => {
    const line = [command, ...args].join(" ");
    this.calls.push(line);
    this.options.set([command, ...args].slice(0, 2).join(" "), options);
    if (options.input !== undefined) this.inputs.push(options.input);
    if (options.timeoutMs === undefined) throw new Error(`no time limit: ${line}`);
    const index = this.failures.findIndex(({ begins }) => line.startsWith(begins));
    const [failure] = index === -1 ? [] : this.failures.splice(index, 1);
    if (failure !== undefined) throw failure.error;
    if (command === "docker") return this.#docker(line, args, options);
    if (command === "ps") return result(this.processes);
    if (command === "kind") return this.#kind(line, args, options);
    return result("");
  };

  #docker(line: string, args: readonly string[], options: ExecOptions): ExecResult {
    const name = args.at(-1) ?? "";
    const container = this.containers.get(name);
    switch (args[0]) {
      case "container":
        if (args[1] === "cp") {
          const owner = this.owners.get((args[2] ?? "").split(":")[0] ?? "");
          if (owner === undefined) throw noSuch("container", name);
          // a header of tar, then the file
          return result(`etc/istio-lab.json\0\0ustar\0${owner}\0\0`);
        }
        if (container === undefined) throw noSuch("container", name);
        return result(inspected(container));
      case "image":
        if (!this.images.has(name)) throw noSuch("image", name);
        return result("sha256:1");
      case "images":
        return result(this.ofBed.join("\n"));
      case "start":
      case "unpause":
        if (container === undefined) throw noSuch("container", name);
        container.status = "running";
        return result(name);
      case "exec":
        if (line.endsWith("cat >/etc/istio-lab.json"))
          this.owners.set(args[2] ?? "", options.input ?? "");
        return result("");
      case "network":
        if (args[1] === "create") this.networks.add(name);
        return result(args[1] === "ls" ? [...this.networks].join("\n") : "1500");
      case "context":
        return result("unix:///var/run/docker.sock\n");
      case "pull":
        this.images.add(name);
        return result(name);
      case "ps":
        return result("");
      case undefined:
      default:
        throw new Error(`unknown call: ${line}`);
    }
  }

  #container(cluster: string): Container {
    const container = this.containers.get(`${cluster}-control-plane`);
    if (container === undefined) throw noSuch("container", cluster);
    return container;
  }

  async #kind(line: string, args: readonly string[], options: ExecOptions): Promise<ExecResult> {
    const after = (flag: string): string => args[args.indexOf(flag) + 1] ?? "";
    switch (`${args[0] ?? ""} ${args[1] ?? ""}`) {
      case "create cluster": {
        if (this.createEnds === "early") throw new ToolError("command-failed", "kind ended with 1");
        const { networking, nodes } = parse(options.input ?? "") as KindYaml;
        const hostPorts = nodes[0].extraPortMappings.map(({ hostPort }) => hostPort);
        const node = this.addNode(after("--name"), networking.apiServerPort, hostPorts);
        if (this.createEnds === "well") {
          const text = `kubeconfig of ${node.id.slice(0, 12)}`;
          await writeFile(after("--kubeconfig"), text, { mode: 0o644 });
          return result("");
        }
        throw new ToolError("command-failed", "kubeadm init ended with 1");
      }
      case "delete cluster":
        this.containers.delete(`${after("--name")}-control-plane`);
        this.owners.delete(`${after("--name")}-control-plane`);
        return result("");
      case "get clusters":
        return result([...this.containers.values()].map(({ cluster }) => cluster).join("\n"));
      case "get kubeconfig":
        return result(`kubeconfig of ${this.#container(after("--name")).id.slice(0, 12)}`);
      case "export logs":
        await writeFile(args[2] ?? "", "logs");
        return result("");
      default:
        throw new Error(`unknown call: ${line}`);
    }
  }
}

const result = (stdout: string): ExecResult => ({ stdout, stderr: "" });

const noSuch = (what: string, name: string): ToolError =>
  new ToolError(
    "command-failed",
    `exit code 1\nError response from daemon: No such ${what}: ${name}`,
  );

const inspected = ({ id, status, cluster, apiServerPort, hostPorts }: Container): string => {
  const bound = (port: number): object[] => [{ HostIp: "127.0.0.1", HostPort: String(port) }];
  const nodePorts = hostPorts.map((port, index) => [`${30_000 + index}/tcp`, bound(port)] as const);
  const ports = { "6443/tcp": bound(apiServerPort), ...Object.fromEntries(nodePorts) };
  const startedAt = "2026-01-01T00:00:00Z";
  return JSON.stringify({ container: id, status, startedAt, cluster, ports });
};

/** A cluster that asks for as little as one can. */
export const smallCluster = (changes: Partial<KindInputs> = {}): KindInputs => ({
  stack: "week1",
  name: "myk8s",
  image: "kindest/node:v1.23.17@sha256:14d0",
  ports: [],
  podSubnet: "10.10.0.0/16",
  serviceSubnet: "10.200.1.0/24",
  apiServerPort: 0,
  kubeadmConfigPatches: [],
  extraMounts: [],
  ...changes,
});
