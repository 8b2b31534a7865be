import { REGISTRIES } from "../../labs/registries.js";
import { exec } from "../../lib/exec.js";
import { toStderr } from "../../lib/progress.js";
import { requireDocker } from "../../provider/docker.js";
import { CACHE_STACK, cacheProgram } from "../../stacks/cache.js";
import { ensureTools } from "../../tools/ensure.js";
import { confirm } from "../ask.js";
import { agreeToBuilds } from "../builds.js";
import { cacheStatuses, type CacheStatus } from "../../app/caches/cache-status.js";
import { printJson, printTable, type Output } from "../output.js";
import { Progress } from "../../app/run/progress.js";
import { runProgram, type Operation } from "../../app/stack/engine.js";
import { exclusively } from "../../app/stack/lock.js";

/** How often the progress looks whether it has been silent for too long, in ms. */
const LOOK_MS = 1_000;
const REMOVE_TIMEOUT_MS = 60_000;

/** `lab cache up`: starts the caches of image registries that are not there; one that stopped is made again. */
export async function cacheUp(output: Output): Promise<void> {
  await run("up", false, output);
  printCaches(output, await cacheStatuses(exec));
}

/** `lab cache down`: removes the caches. What they hold stays for the next ones, unless it is to be purged. */
export async function cacheDown(
  { yes, purge = false }: { readonly yes: boolean; readonly purge?: boolean },
  output: Output,
): Promise<void> {
  await requireDocker(exec);
  const what = purge
    ? "the caches of image registries and all they hold"
    : "the caches of image registries";
  await confirm(`Remove ${what}?`, yes);
  await run("destroy", yes, output);
  if (purge) {
    const names = REGISTRIES.map(({ cache }) => cache);
    await exec("docker", ["volume", "rm", "--force", ...names], { timeoutMs: REMOVE_TIMEOUT_MS });
  }
  output.print(
    purge ? "The caches and all they held are gone." : "The caches are gone; what they hold stays.",
  );
}

/** `lab cache status`: each cache, whether it runs, and what it holds. */
export async function cacheStatus(
  { json }: { readonly json?: boolean },
  output: Output,
): Promise<void> {
  await requireDocker(exec);
  const found = await cacheStatuses(exec);
  if (json === true) printJson(output, found);
  else printCaches(output, found);
}

async function run(operation: Operation, yes: boolean, output: Output): Promise<void> {
  await requireDocker(exec);
  await ensureTools(
    ["pulumi", "pulumi-language-nodejs", "pulumi-resource-command", "pulumi-resource-docker"],
    { progress: toStderr, agree: agreeToBuilds(yes) },
  );
  const progress = new Progress(output.say);
  const timer = setInterval(() => {
    progress.heartbeat();
  }, LOOK_MS);
  const declared = { stack: CACHE_STACK, program: cacheProgram };
  const again = operation === "up" ? "./lab cache up" : "./lab cache down";
  try {
    await exclusively(CACHE_STACK, output.say, () =>
      runProgram(operation, declared, {
        onEvent: progress.onEvent,
        say: output.say,
        // a container that was removed or stopped by hand shows only when it is looked at
        refresh: true,
        next: again,
        cut: `${again} goes on from here`,
      }),
    );
  } finally {
    clearInterval(timer);
  }
}

function printCaches(output: Output, caches: readonly CacheStatus[]): void {
  printTable(
    output,
    caches.map(({ registry, container, state, size }) => [
      registry,
      state ?? "not there",
      size ?? "",
      container,
    ]),
  );
  const broken = caches.filter(({ state }) => state === "restarting");
  if (broken.length > 0) {
    output.say(
      "A cache starts only when it reaches its registry; until then nodes ask that directly.",
    );
    output.say(`  next: docker logs --tail 5 ${broken[0]?.container ?? ""}`);
  } else if (caches.some(({ state }) => state !== "running")) {
    output.print("Next: ./lab cache up");
  }
}
