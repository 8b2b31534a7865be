import { setTimeout } from "node:timers/promises";
import { exec, type Exec } from "../../lib/exec.js";
import { stackDir } from "../../lib/paths.js";
import { locate } from "../../tools/locate.js";
import { whyNotReady } from "./api-answer.js";

/** What the life of a kind cluster touches outside. Tests pass another one. */
export interface KindWorld {
  readonly exec: Exec;
  /** The variables of this process: proxies and Docker's configuration are among them. */
  readonly env: NodeJS.ProcessEnv;
  /** The folder of a stack: gone when its cluster is. */
  readonly folder: (stack: string) => string;
  /** The path of a tool. @throws ToolError `tool-missing` */
  readonly locate: (tool: "kind") => string;
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
  locate,
  whyNotReady,
  note: console.error,
  sleep: setTimeout,
};
