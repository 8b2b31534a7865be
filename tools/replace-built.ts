import { withLock } from "../lib/lock.js";
import { lockFile } from "./cache.js";
import type { ToolContext } from "./context.js";
import { find, lookUp, owner } from "./find.js";
import { fromReleases } from "./release.js";
import { label, mostHopeful, type Run } from "./run.js";
import type { Tool, Unit } from "./tool.js";
import { isDue } from "./tried.js";

/**
 * Puts the released tool in the place of one that had to be built, when the network is back. A release that could not
 * be had is tried again at once after a hiccup, and then more seldom (`tried.ts`); once, and not for long: the built
 * one works.
 */
export async function replaceBuilt(run: Run, names: readonly string[]): Promise<void> {
  const { context } = run;
  const units = new Set(names.map((name) => lookUp(context, owner(name)).unit));
  const due = [...units].filter(
    (unit) => builtOf(context, unit, names).length > 0 && isDue(context, unit),
  );
  await Promise.all(due.map((unit) => replaceUnit(run, unit, names)));
}

/** The tools of a unit that were built and are released for this machine. */
function builtOf(context: ToolContext, unit: Unit, names: readonly string[]): readonly Tool[] {
  const released = new Set(unit.releases(context.platform).flatMap(({ tools }) => tools));
  const wanted = new Set(names.map(owner));
  return unit.tools.filter(({ name }) => {
    if (!wanted.has(name) || !released.has(name)) return false;
    const finding = find(context, name);
    return finding.state === "ready" && finding.tool.source === "build";
  });
}

async function replaceUnit(run: Run, unit: Unit, names: readonly string[]): Promise<void> {
  const { context } = run;
  const hasty: Run = { ...run, attempts: new Map(), hasty: true };
  await withLock(lockFile(context.cache, unit.name), async () => {
    // another process may have replaced them, or tried to, meanwhile
    const built = builtOf(context, unit, names);
    if (built.length === 0 || !isDue(context, unit)) return;
    const left = await fromReleases(hasty, unit, built);
    const replaced = built.filter((tool) => !left.includes(tool));
    if (replaced.length > 0) {
      const text = "the released one is used from now on, in place of the one that was built";
      context.progress({ what: label(unit, replaced), state: "working", text });
    }
    const why = mostHopeful(hasty, unit);
    if (left.length > 0 && why?.failure === "hiccup") {
      const text = `the release can't be had yet (${why.reason}); the one that was built stays`;
      context.progress({ what: label(unit, left), state: "working", text });
    }
  });
}
