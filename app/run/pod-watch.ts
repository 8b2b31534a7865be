import { ToolError } from "../../lib/errors.js";
import type { Kubectl } from "../../tools/kubectl.js";
import type { Tell } from "../events.js";
import { podReasons, type KubeEvent, type Pod } from "../../checks/pod-reasons.js";
import { refusedPods, type ReplicaSet } from "../../checks/refused-pods.js";

/** How often it is looked, in ms. */
const LOOK_MS = 10_000;
/** How many pods are named. */
const SHOWN = 6;

interface List {
  readonly items: readonly (Pod | KubeEvent | ReplicaSet)[];
}

/** What keeps a cluster from being ready, a line each. */
export interface Unready {
  /** Pods that are not ready, the first few of them. */
  readonly pods: readonly string[];
  /** Pods that can't even be made. */
  readonly blocked: readonly string[];
}

/**
 * The pods of a cluster that are not ready, and those that can't be made, each with its reason. Never fails: while a
 * cluster comes up it does not always answer, and an error that is on its way to the learner must not be lost for
 * another.
 */
export async function unreadyPods(kubectl: Kubectl): Promise<Unready> {
  const args = ["get", "pods,events,replicasets", "-A", "-o", "json", "--request-timeout", "5s"];
  try {
    const { items } = JSON.parse((await kubectl(args)).stdout) as List;
    const all = podReasons(items.filter((item) => item.kind !== "ReplicaSet"));
    const rest = all.length > SHOWN ? [`and ${all.length - SHOWN} more`] : [];
    const sets = items.filter((item) => item.kind === "ReplicaSet");
    return { pods: [...all.slice(0, SHOWN), ...rest], blocked: refusedPods(sets) };
  } catch {
    return { pods: [], blocked: [] };
  }
}

/** Adds the pods that are not ready to the error of a run that failed; any other error stays as it is. */
export async function withPods(error: unknown, ask: () => Promise<string[]>): Promise<unknown> {
  if (!(error instanceof ToolError) || error.code !== "deploy-failed") return error;
  const pods = await ask();
  if (pods.length === 0) return error;
  const message = [error.message, "Pods that are not ready:", ...pods.map((line) => `  ${line}`)];
  return new ToolError(error.code, message.join("\n"), {
    cause: error.cause,
    ...(error.next === undefined ? {} : { next: error.next }),
  });
}

/** Tells every 10 s which pods are not ready, unless that is what it said last. */
export class PodWatch {
  readonly #ask: () => Promise<string[]>;
  readonly #tell: Tell;
  readonly #now: () => number;
  #last: number;
  #said = "";
  #stopped = false;

  constructor(ask: () => Promise<string[]>, tell: Tell, now: () => number = Date.now) {
    this.#ask = ask;
    this.#tell = tell;
    this.#now = now;
    this.#last = now();
  }

  /** To be called now and then, while something is waited for. */
  async look(): Promise<void> {
    if (this.#now() - this.#last < LOOK_MS) return;
    // also keeps a slow answer from being asked for twice
    this.#last = this.#now();
    const pods = await this.#ask();
    const text = pods.join("\n");
    if (this.#stopped || text === this.#said) return;
    this.#said = text;
    if (pods.length > 0) this.#tell({ kind: "pods-not-ready", pods });
  }

  /** What is found from now on is not said any more. */
  stop(): void {
    this.#stopped = true;
  }
}
