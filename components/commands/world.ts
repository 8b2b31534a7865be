import type { Exec } from "../../lib/exec.js";
import type { Kubectl } from "../../tools/kubectl.js";

/** What the programs touch outside. Tests pass another one. */
export interface CommandWorld {
  readonly exec: Exec;
  /** The kubectl of a stack. */
  readonly kubectl: (stack: string) => Kubectl;
  /** The path of a tool. @throws ToolError `tool-missing` */
  readonly locate: (tool: "istioctl", stack: string) => Promise<string>;
  /** Says something to the learner. */
  readonly say: (line: string) => void;
  /** In ms. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
}
