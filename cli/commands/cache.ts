import { cacheStatuses, type CacheStatus } from "../../app/caches/cache-status.js";
import { purgeCaches, runCaches } from "../../app/caches/run.js";
import { exec } from "../../lib/exec.js";
import { requireDocker } from "../../components/provider/docker.js";
import { confirm } from "../terminal/ask.js";
import { callerAt } from "../caller.js";
import { printJson, printTable, type Output } from "../terminal/output.js";

/** `lab cache up`: starts the caches of image registries that are not there; one that stopped is made again. */
export async function cacheUp(output: Output): Promise<void> {
  await runCaches("up", callerAt(output));
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
  await runCaches("destroy", callerAt(output, yes));
  if (purge) await purgeCaches();
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
