import { join } from "node:path";
import { mkdir } from "node:fs/promises";
import { isDiskFull } from "../lib/disk.js";
import { messageOf, ToolError } from "../lib/errors.js";
import { duration, withHeartbeat } from "../lib/progress.js";
import { makeWorkDir, removeTree } from "./cache.js";
import { install } from "./install.js";
import { label, note, type Run } from "./run.js";
import { secondsFor, type Tool, type Unit } from "./tool.js";

/**
 * Makes tools from sources and installs them.
 * @param go gives the `go` command; called only by recipes that need it
 * @returns whether it worked; why not is noted in the run
 */
export async function fromSources(
  run: Run,
  unit: Unit,
  tools: readonly Tool[],
  go: () => Promise<string>,
): Promise<boolean> {
  const { context } = run;
  const what = label(unit, tools);
  const { doing } = unit.build;
  const work = await makeWorkDir(context.cache, unit.name);
  const out = join(work, "out");
  let last = "";
  context.progress({
    what,
    state: "working",
    text: `${doing}, up to ${duration(secondsFor(unit, tools) * 1000)} with cold caches`,
  });
  try {
    await mkdir(out);
    const started = Date.now();
    const built = await withHeartbeat(
      context.progress,
      what,
      () => last,
      () =>
        unit.build.run({
          tools: tools.map((tool) => tool.name),
          platform: context.platform,
          work,
          out,
          exec: context.exec,
          go,
          onLine: (line) => {
            last = line;
          },
        }),
    );
    const tookMs = Date.now() - started;
    await install(context, unit, tools, out, { ...built, source: "build", tookMs });
    return true;
  } catch (error) {
    if (isDiskFull(error)) throw error;
    // Without Go nothing builds: what helps is what helps to get Go.
    const next = error instanceof ToolError ? error.next : undefined;
    const attempt = { source: doing, reason: messageOf(error) };
    note(run, unit, tools, next === undefined ? attempt : { ...attempt, next });
    return false;
  } finally {
    await removeTree(work);
  }
}
