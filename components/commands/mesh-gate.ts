import { messageOf, ToolError } from "../../lib/errors.js";
import { tryIptables } from "./iptables.js";
import type { CommandWorld } from "./world.js";
import { waitFor } from "../../lib/wait.js";

export interface GateInput {
  readonly stack: string;
}

/** How long istiod may take until its webhook answers, in ms: it is ready by then, only its certificate is not. */
const TIMEOUT_MS = 120_000;
const PAUSE_MS = 500;

/** A pod that is made nowhere: the API server sends it through all webhooks and gives it back. */
const DRY_RUN = [
  ...["run", "lab-gate", "--namespace", "default", "--image", "lab-gate", "--restart", "Never"],
  ...["--labels", "sidecar.istio.io/inject=true", "--dry-run=server", "--output", "json"],
];

interface Pod {
  readonly spec: {
    readonly containers: readonly { readonly name: string }[];
    readonly initContainers?: readonly { readonly name: string; readonly image: string }[];
  };
}

/** What keeps the sidecar away, or the pod that has it. */
type Look = { readonly why: string } | { readonly pod: Pod };

/**
 * Waits until a new pod gets its sidecar. A ready istiod is not enough: until its webhook has the certificate, pods
 * are refused, and a gateway's would start with the image `auto`. Where the kernel can't catch a
 * sidecar's traffic, no pod of the mesh would ever start: it stops here.
 * @throws ToolError `no-injection` with the last thing seen, `no-iptables`
 */
export async function meshGate(world: CommandWorld, { stack }: GateInput): Promise<undefined> {
  let last = "";
  const look = async (): Promise<Pod | undefined> => {
    const seen = await lookOnce(world, stack);
    if ("pod" in seen) return seen.pod;
    last = seen.why;
    return undefined;
  };
  const pod = await waitFor(look, { limitMs: TIMEOUT_MS, pauseMs: PAUSE_MS, ...world });
  if (pod !== undefined) return requireIptables(world, stack, pod);
  throw new ToolError(
    "no-injection",
    `Istio's injection webhook did not answer within ${TIMEOUT_MS / 1000} s. Last seen: ${last}`,
    { next: `eval "$(./lab env ${stack})" && kubectl logs -n istio-system deploy/istiod` },
  );
}

async function lookOnce(world: CommandWorld, stack: string): Promise<Look> {
  try {
    const { stdout } = await world.kubectl(stack)(DRY_RUN);
    const pod = JSON.parse(stdout) as Pod;
    const names = pod.spec.containers.map(({ name }) => name);
    if (names.includes("istio-proxy")) return { pod };
    return { why: `a pod that asks for a sidecar gets only the containers ${names.join(", ")}` };
  } catch (error) {
    return { why: messageOf(error).trim().split("\n").at(-1) ?? "" };
  }
}

/** The kernel's modules, loaded through a node: a pod is not allowed to. */
const MODULES = ["ip_tables", "iptable_nat", "iptable_mangle"];

async function requireIptables(
  { exec, kubectl }: CommandWorld,
  stack: string,
  { spec }: Pod,
): Promise<undefined> {
  const image = spec.initContainers?.find(({ name }) => name === "istio-init")?.image;
  if (image === undefined || (await tryIptables(exec, image))?.works !== false) return undefined;
  const path = "jsonpath={.items[0].metadata.name}";
  const { stdout: node } = await kubectl(stack)(["get", "nodes", "--output", path]);
  await exec("docker", ["exec", node.trim(), "modprobe", "-a", ...MODULES]).catch(() => undefined);
  const verdict = await tryIptables(exec, image);
  if (verdict?.works !== false) return undefined;
  const { stdout: kernel } = await exec("docker", ["info", "--format", "{{.KernelVersion}}"]);
  throw new ToolError(
    "no-iptables",
    `Sidecars can't start on the kernel ${kernel.trim()} of this Docker engine: Istio needs iptables' old tables, which it lacks (${verdict.why}).`,
    {
      next: `sudo modprobe -a ${MODULES.join(" ")} (on the engine's machine), then ./lab up ${stack}; where there are no such modules: ./lab down ${stack}, then ./lab up ${stack} --target kwok, without traffic`,
    },
  );
}
