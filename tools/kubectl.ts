import { join } from "node:path";
import { locate } from "./locate.js";
import { versionsOfStack, versionsOfWeek } from "./of-stack.js";
import { toolContext } from "./context.js";
import { find } from "./find.js";
import { exec, type ExecResult } from "../lib/exec.js";
import { kubeconfigFile, stackDir } from "../lib/paths.js";

/** Reads a lab's cluster; the user's own kubeconfig and its caches stay out of it. */
export type Kubectl = (args: readonly string[]) => Promise<ExecResult>;

/**
 * The kubectl of a stack: for the Kubernetes of its config, or where that one was never needed yet, for its week's own.
 */
async function kubectlFor(stack: string): Promise<string> {
  const versions = await versionsOfStack(stack);
  const found = find(toolContext({ versions }), "kubectl");
  if (found.state === "ready") return found.tool.path;
  return locate("kubectl", { versions: await versionsOfWeek(stack) });
}

/** Runs the kubectl of a stack. @throws ToolError `command-failed` when the cluster does not answer. */
export const kubectl =
  (stack: string): Kubectl =>
  async (args) =>
    exec(
      await kubectlFor(stack),
      [
        ...["--kubeconfig", kubeconfigFile(stack)],
        ...["--cache-dir", join(stackDir(stack), "kubectl"), "--request-timeout", "25s"],
        ...args,
      ],
      { timeoutMs: 60_000, next: "./lab doctor" },
    );
