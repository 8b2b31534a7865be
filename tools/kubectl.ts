import { join } from "node:path";
import { locate } from "./locate.js";
import { versionsOfStack } from "./of-stack.js";
import { exec, type ExecResult } from "../lib/exec.js";
import { kubeconfigFile, stackDir } from "../lib/paths.js";

/** Reads a lab's cluster; the user's own kubeconfig and its caches stay out of it. */
export type Kubectl = (args: readonly string[]) => Promise<ExecResult>;

/** The kubectl of a stack, for its week's Kubernetes. @throws ToolError `command-failed` when the cluster does not answer. */
export const kubectl =
  (stack: string): Kubectl =>
  async (args) =>
    exec(
      locate("kubectl", { versions: await versionsOfStack(stack) }),
      [
        ...["--kubeconfig", kubeconfigFile(stack)],
        ...["--cache-dir", join(stackDir(stack), "kubectl"), "--request-timeout", "25s"],
        ...args,
      ],
      { timeoutMs: 60_000, next: "./lab doctor" },
    );
