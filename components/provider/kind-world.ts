import { setTimeout } from "node:timers/promises";
import { exec, type Exec } from "../../lib/exec.js";
import { stackDir } from "../../lib/paths.js";
import { locate } from "../../tools/locate.js";
import { kubernetesRelease } from "../../tools/releases.js";
import { whyNotReady } from "./api-answer.js";

/** What the life of a kind cluster touches outside. Tests pass another one. */
export interface KindWorld {
  readonly exec: Exec;
  /** The variables of this process: proxies and Docker's configuration are among them. */
  readonly env: NodeJS.ProcessEnv;
  /** The folder of a stack: gone when its cluster is. */
  readonly folder: (stack: string) => string;
  /** The path of the kind that makes nodes of a Kubernetes. @throws ToolError `tool-missing` */
  readonly kindFor: (kubernetes: string) => string;
  /** Why the API server of a kubeconfig is not ready; undefined when it is. */
  readonly whyNotReady: (kubeconfig: string) => Promise<string | undefined>;
  /** Says something to the learner: the engine shows it beside the cluster. */
  readonly note: (line: string) => void;
  readonly sleep: (ms: number) => Promise<unknown>;
}

/** The machine as it is. */
export const realWorld: KindWorld = {
  exec,
  env: process.env,
  folder: stackDir,
  // a cluster of another image than the table's is still to be taken down
  kindFor: (kubernetes) =>
    locate("kind", kubernetesRelease(kubernetes) === undefined ? {} : { versions: { kubernetes } }),
  whyNotReady,
  note: console.error,
  sleep: setTimeout,
};
