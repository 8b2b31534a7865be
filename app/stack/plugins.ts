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
