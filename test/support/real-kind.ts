import { execa } from "execa";
import { readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { exec } from "../../lib/exec.js";
import { kindClusterIn } from "../../components/provider/kind-cluster.js";
import type { KindInputs } from "../../components/provider/kind-config.js";
import type { KindOutputs } from "../../components/provider/kind-create.js";
import { nodeImage } from "../../components/provider/kind-node-image.js";
import { nodeName } from "../../labs/cluster.js";
import type { Versions } from "../../labs/versions.js";
import { removeKindCluster } from "../../components/provider/kind-remove.js";
import { realWorld, type KindWorld } from "../../components/provider/kind-world.js";
import type { ClusterResource } from "../../components/provider/resource.js";
import { locate } from "../../tools/locate.js";
import { studied } from "../../tools/pins.js";
import { oddFolder, removeOddFolder } from "./temp-dir.js";

/** A kind cluster on this machine's Docker, with a folder, a name and ports that no lab uses. */
export interface RealKind extends AsyncDisposable {
  readonly cluster: ClusterResource<KindInputs, KindOutputs>;
  readonly folder: (stack: string) => string;
  readonly inputs: (changes?: Partial<KindInputs>) => KindInputs;
  /** What the plugin said, in order. */
  readonly notes: readonly string[];
  /** Runs docker and gives its output. */
  readonly docker: (...args: readonly string[]) => Promise<string>;
  /** Runs kubectl on the cluster, as a learner would. */
  readonly kubectl: (...args: readonly string[]) => Promise<string>;
}

const TIMEOUT_MS = 60_000;

/** The machine, with the stacks' files in another folder. */
export const kindWorldIn = (path: string, note: (line: string) => void): KindWorld => ({
  ...realWorld,
  folder: (stack) => join(path, stack),
  note,
});

/**
 * @param stack names the cluster as well.
 * @param versions what its node is of.
 */
export async function realKind(stack: string, versions: Versions = studied): Promise<RealKind> {
  const path = await oddFolder("istio-lab-kind-");
  const notes: string[] = [];
  const world = kindWorldIn(path, (line) => void notes.push(line));
  const inputs = (changes: Partial<KindInputs> = {}): KindInputs => ({
    stack,
    name: stack,
    image: nodeImage(versions.kubernetes),
    ports: [{ hostPort: 31_590, containerPort: 30_000, listenAddress: "127.0.0.1" }],
    podSubnet: "10.10.0.0/16",
    serviceSubnet: "10.200.1.0/24",
    apiServerPort: 0,
    kubeadmConfigPatches: [],
    extraMounts: [],
    ...changes,
  });
  const run = async (program: string, args: readonly string[]): Promise<string> =>
    (await execa(program, args, { timeout: TIMEOUT_MS })).stdout;
  return {
    cluster: kindClusterIn(world),
    folder: world.folder,
    inputs,
    notes,
    docker: (...args) => run("docker", args),
    kubectl: (...args) =>
      run(locate("kubectl", { versions }), [
        ...["--kubeconfig", join(world.folder(stack), "kubeconfig")],
        ...args,
      ]),
    async [Symbol.asyncDispose]() {
      await removeKindCluster(world, inputs());
      await exec("docker", ["rm", "--force", "--volumes", nodeName(stack)], {
        timeoutMs: TIMEOUT_MS,
      });
      await removeOddFolder(path);
    },
  };
}

/** The files that a stack has. */
export const filesOf = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

/** Makes the cluster in a process group of its own, as the plugin does, and kills all of it when it says a line. */
export async function killedWhileMaking(
  kind: RealKind,
  inputs: KindInputs,
  line: RegExp,
): Promise<void> {
  const folder = dirname(kind.folder(inputs.stack));
  const program = `
    import { kindClusterIn } from "./components/provider/kind-cluster.js";
    import { kindWorldIn } from "./test/support/real-kind.js";
    const world = kindWorldIn(${JSON.stringify(folder)}, console.log);
    await kindClusterIn(world).create(${JSON.stringify(inputs)});
  `;
  const args = ["--import", "tsx", "--input-type", "module", "--eval", program];
  const cwd = join(import.meta.dirname, "../..");
  const child = execa("node", args, { cwd, detached: true, reject: false, timeout: TIMEOUT_MS });
  child.stdout.on("data", (chunk: Buffer) => {
    if (line.test(chunk.toString())) process.kill(-(child.pid ?? 0), "SIGKILL");
  });
  const { isTerminated, stderr } = await child;
  if (!isTerminated)
    throw new Error(`${basename(folder)}: it ended before it could be killed:\n${stderr}`);
}
