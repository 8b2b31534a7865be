import { exec, type Exec } from "../../lib/exec.js";
import { endProcess } from "../../lib/processes.js";
import { processTable, type ProcessRow } from "../../lib/process-table.js";

/** A plugin of Pulumi's in the lab's own home: the user's own Pulumi has another one. */
const PLUGIN =
  /^\/(?:(?! [-/]).)*\/pulumi-home\/plugins\/(?:(?! [-/]).)*\/pulumi-(?:resource|language|analyzer)-[\w-]+(?=\s|$)/;
const ENGINE = /(?:^|\/)\.?pulumi(?:-language-\w+|-wrapped)?(?=\s|$)/;

/**
 * The plugins of the lab's whose engine is gone: one that was killed does not end them, and they stay for ever, with
 * 110 MB each. One with a parent that is an engine, of whatever checkout, works.
 */
export function leftPlugins(rows: readonly ProcessRow[]): ProcessRow[] {
  const byPid = new Map(rows.map((row) => [row.pid, row]));
  return rows.filter(({ command, parent }) => {
    if (!PLUGIN.test(command)) return false;
    const engine = byPid.get(parent);
    return engine === undefined || !ENGINE.test(engine.command);
  });
}

/** Ends the plugins whose engine is gone: what a run that was killed has left. */
export async function endLeftPlugins(run: Exec = exec): Promise<void> {
  for (const { pid } of leftPlugins(await processTable(run))) endProcess(pid);
}

/** The engines that a process has started. */
export const enginesOf = (parent: number, rows: readonly ProcessRow[]): ProcessRow[] =>
  rows.filter((row) => row.parent === parent && ENGINE.test(row.command));

/**
 * Ends the engine of this process at once: the next run finds what it has not written down. Its plugins go too: one that
 * holds the engine's output keeps whoever reads it waiting.
 */
export async function endOwnEngine(run: Exec = exec): Promise<void> {
  const rows = await processTable(run);
  const engines = new Set(enginesOf(process.pid, rows).map(({ pid }) => pid));
  const plugins = rows.filter(({ parent, command }) => engines.has(parent) && PLUGIN.test(command));
  for (const { pid } of plugins) endProcess(pid);
  for (const pid of engines) endProcess(pid);
}
