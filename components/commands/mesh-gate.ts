import { messageOf, ToolError } from "../../lib/errors.js";
import type { CommandWorld } from "./world.js";

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
  readonly spec: { readonly containers: readonly { readonly name: string }[] };
}

/**
 * Waits until a new pod gets its sidecar. A ready istiod is not enough: until its webhook has the certificate, pods
 * are refused, and a gateway's would start with the image `auto` (pitfalls I-2, I-3).
 * @throws ToolError `no-injection` with the last thing seen
 */
export async function meshGate(world: CommandWorld, { stack }: GateInput): Promise<undefined> {
  const started = world.now();
  for (;;) {
    const seen = await lookOnce(world, stack);
    if (seen === undefined) return undefined;
    if (world.now() - started > TIMEOUT_MS) {
      throw new ToolError(
        "no-injection",
        `Istio's injection webhook did not answer within ${TIMEOUT_MS / 1000} s. Last seen: ${seen}`,
        { next: "kubectl logs -n istio-system deploy/istiod" },
      );
    }
    await world.sleep(PAUSE_MS);
  }
}

/** What keeps the sidecar away; undefined when the pod has it. */
async function lookOnce(world: CommandWorld, stack: string): Promise<string | undefined> {
  try {
    const { stdout } = await world.kubectl(stack)(DRY_RUN);
    const names = (JSON.parse(stdout) as Pod).spec.containers.map(({ name }) => name);
    if (names.includes("istio-proxy")) return undefined;
    return `a pod that asks for a sidecar gets only the containers ${names.join(", ")}`;
  } catch (error) {
    return messageOf(error).trim().split("\n").at(-1) ?? "";
  }
}
