import { rm } from "node:fs/promises";
import { confirm } from "../terminal/ask.js";
import type { Output } from "../terminal/output.js";
import { busy, foundLocks, lockFacts } from "../../app/stack/lock.js";
import { judgeLock, type LockFacts } from "../../app/stack/lock-verdict.js";
import { weekMeant } from "../../app/stack/session.js";
import { stateDir } from "../../lib/paths.js";

/**
 * `lab unlock`: takes away the locks of Pulumi's on a week whose holders this machine can't look for: a run in a
 * container that is gone, on another machine that shares the folder. One of a run that works here stays.
 * @throws UsageError `stack-busy` with that run; `needs-yes` or `declined`
 */
export async function unlock(
  weekId: string | undefined,
  options: { readonly yes: boolean },
  output: Output,
  folder = stateDir,
  look: (folder: string) => Promise<LockFacts> = lockFacts,
): Promise<void> {
  const week = await weekMeant(weekId);
  const found = await foundLocks(week.id, folder);
  if (found.length === 0) {
    output.print(`${week.id} is not locked.`);
    return;
  }
  const facts = await look(folder);
  for (const { lock } of found) {
    if (lock === undefined) continue;
    const who = `process ${lock.pid} on ${lock.hostname}, since ${lock.timestamp}`;
    if (judgeLock(lock, facts).state === "held") throw busy(week.id, who);
    output.print(`Locked by ${who}.`);
  }
  await confirm(`Has that run ended, so that ${week.id} can be worked on?`, options.yes);
  for (const { file } of found) await rm(file, { force: true });
  output.print(`${week.id} is unlocked. Next: ./lab status ${week.id}`);
}
