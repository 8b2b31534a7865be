import { REGISTRIES } from "../../labs/registries.js";
import { exec } from "../../lib/exec.js";
import { requireDocker } from "../../components/provider/docker.js";
import { CACHE_STACK, cacheProgram } from "../../stacks/cache.js";
import { ensureTools } from "../../tools/ensure.js";
import type { Caller } from "../caller.js";
import { toolNews } from "../lab/lab.js";
import { Progress, withHeartbeat } from "../run/progress.js";
import { runProgram } from "../stack/engine.js";
import { exclusively } from "../stack/lock.js";

const REMOVE_TIMEOUT_MS = 60_000;

/**
 * Starts or removes the caches of image registries.
 * @throws ToolError `docker-missing`, `docker-no-answer`, and what `runProgram` throws
 */
export async function runCaches(operation: "up" | "destroy", caller: Caller): Promise<void> {
  await requireDocker(exec);
  await ensureTools(
    ["pulumi", "pulumi-language-nodejs", "pulumi-resource-command", "pulumi-resource-docker"],
    toolNews(caller),
  );
  const { tell, interruptible } = caller;
  const progress = new Progress(tell);
  const declared = { stack: CACHE_STACK, program: cacheProgram };
  const again = operation === "up" ? "./lab cache up" : "./lab cache down";
  const run = () =>
    runProgram(operation, declared, {
      onEvent: progress.onEvent,
      interruptible,
      // a container that was removed or stopped by hand shows only when it is looked at
      refresh: true,
      next: again,
      cut: `${again} goes on from here`,
    });
  await withHeartbeat(progress, () => exclusively(CACHE_STACK, tell, run));
}

/** Deletes all that the caches hold. */
export async function purgeCaches(): Promise<void> {
  const names = REGISTRIES.map(({ cache }) => cache);
  await exec("docker", ["volume", "rm", "--force", ...names], { timeoutMs: REMOVE_TIMEOUT_MS });
}
