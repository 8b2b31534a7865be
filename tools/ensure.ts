import { diskFull, isDiskFull } from "../lib/disk.js";
import { ToolError } from "../lib/errors.js";
import { withLock } from "../lib/lock.js";
import { agreeOn } from "./build-plan.js";
import { fromSources } from "./build-unit.js";
import { lockFile, removeLeftovers, removeTree } from "./cache.js";
import { toolContext, type GivenContext, type ToolContext } from "./context.js";
import { find, lookUp, owner, type FoundTool } from "./find.js";
import { linkTool } from "./install.js";
import { lookOnPath, probe } from "./path-tool.js";
import { fromReleases } from "./release.js";
import { replaceBuilt } from "./replace-built.js";
import { label, newRun, type Attempt, type Run } from "./run.js";
import type { Tool, ToolName, Unit } from "./tool.js";

/**
 * Gets tools: a good one on PATH, else the cache, else the released one, else a build. When all are
 * there it starts nothing and asks no network, but to replace what was built by the release (`replaceBuilt`). Safe to run in several processes at once, and to
 * interrupt: what is finished stays, what is half-made goes away at the next run.
 * @throws ToolError `tool-unavailable` names the tools, all that was tried and the command that helps
 * @throws ToolError `disk-full`
 * @throws UsageError `build-declined` when `agree` says no; `bad-proxy`, `bad-certificates`
 */
export async function ensureTools(
  names: readonly ToolName[],
  given: GivenContext = {},
): Promise<ReadonlyMap<ToolName, FoundTool>> {
  const context = toolContext(given);
  try {
    const run = newRun(context);
    await getAll(run, names);
    if (given.replace !== false) await replaceBuilt(run, names);
  } catch (error) {
    throw isDiskFull(error) ? diskFull(context.cache, error, true) : error;
  }
  const found = new Map<ToolName, FoundTool>();
  for (const name of names) {
    const tool = mustFind(context, name);
    if (tool.name === owner(name)) await linkTool(context, lookUp(context, name).tool, tool);
    found.set(name, tool);
  }
  return found;
}

/** For what was just made sure of. */
function mustFind(context: ToolContext, name: string): FoundTool {
  const finding = find(context, name);
  if (finding.state === "ready") return finding.tool;
  throw new ToolError("tool-missing", `The tool ${name} has gone again.`, { next: "./lab env" });
}

async function getAll(run: Run, names: readonly string[]): Promise<void> {
  const { context } = run;
  await probeAll(context, names);
  const units = unitsOf(context, missingOf(context, names));
  if (units.length === 0) return;
  await removeLeftovers(context.cache);

  const failed: Unit[] = [];
  await Promise.all(
    units.map((unit) =>
      alone(run, unit, names, async (missing) => {
        await fromReleases(run, unit, missing);
      }),
    ),
  );
  const missing = missingOf(context, names);
  const left = unitsOf(context, missing);
  await agreeOn(run, left, missing);
  const longestFirst = [...left].sort((a, b) => b.build.seconds - a.build.seconds);
  for (const unit of longestFirst) {
    await alone(run, unit, names, async (missing) => {
      if (!(await fromSources(run, unit, missing, () => getGo(run)))) failed.push(unit);
    });
    // The next build would most likely fail for the same reason, minutes later.
    if (failed.length > 0) break;
  }
  if (failed.length > 0) throw unavailable(run, failed, names);
}

/** Go is a tool like the others, but nobody waits for it where nothing is built. */
async function getGo(run: Run): Promise<string> {
  await getAll(run, ["go"]);
  return mustFind(run.context, "go").path;
}

/** Asks each program on PATH that was not asked before. */
async function probeAll(context: ToolContext, names: readonly string[]): Promise<void> {
  for (const name of new Set(names.map(owner))) {
    const { tool } = lookUp(context, name);
    for (const path of lookOnPath(context, tool).unprobed) await probe(context, tool, path);
  }
}

function missingOf(context: ToolContext, names: readonly string[]): readonly string[] {
  return [...new Set(names.map(owner))].filter((name) => find(context, name).state !== "ready");
}

function unitsOf(context: ToolContext, names: readonly string[]): readonly Unit[] {
  return [...new Set(names.map((name) => lookUp(context, name).unit))];
}

/** Works on what is missing of a unit while no other process does. Another one may have got it meanwhile. */
async function alone(
  run: Run,
  unit: Unit,
  names: readonly string[],
  work: (missing: readonly Tool[]) => Promise<void>,
): Promise<void> {
  const { context } = run;
  const ours = (): readonly Tool[] => {
    const missing = missingOf(context, names);
    return unit.tools.filter((tool) => missing.includes(tool.name));
  };
  if (ours().length === 0) return;
  await withLock(
    lockFile(context.cache, unit.name),
    async () => {
      for (const tool of ours()) await dropCorrupt(context, tool, unit);
      const missing = ours();
      if (missing.length > 0) await work(missing);
    },
    {
      onWait: ({ pid, host }) => {
        const text = `another lab is getting it (process ${pid} on ${host}), waiting`;
        context.progress({ what: label(unit, ours()), state: "working", text });
      },
    },
  );
}

async function dropCorrupt(context: ToolContext, tool: Tool, unit: Unit): Promise<void> {
  const finding = find(context, tool.name);
  if (finding.state !== "corrupt") return;
  const text = `the cache entry ${finding.entry} is damaged: ${finding.detail}; getting it again`;
  context.progress({ what: label(unit, [tool]), state: "working", text });
  await removeTree(finding.entry);
}

function unavailable(run: Run, units: readonly Unit[], names: readonly string[]): ToolError {
  const parts = units.map((unit) => {
    const missing = missingOf(run.context, names).filter((name) =>
      unit.tools.some((tool) => tool.name === name),
    );
    const lines = [...found(run, missing), ...(run.attempts.get(unit.name) ?? []).map(inWords)];
    const title = `${missing.join(", ")} ${unit.version} cannot be had. Tried:`;
    return [title, ...new Set(lines)].join("\n  ");
  });
  return new ToolError("tool-unavailable", parts.join("\n"), {
    next: units.map((unit) => helpFor(run, unit)).join("; "),
  });
}

function helpFor(run: Run, unit: Unit): string {
  const better = (run.attempts.get(unit.name) ?? []).flatMap(({ next }) => next ?? []);
  return better.at(-1) ?? unit.help;
}

function found(run: Run, names: readonly string[]): readonly string[] {
  return names.flatMap((name) => {
    const finding = find(run.context, name);
    return finding.state === "missing" ? finding.tried : [];
  });
}

function inWords({ source, reason }: Attempt): string {
  return `${source}: ${reason.split("\n").join("\n    ")}`;
}
