import { UsageError } from "../../lib/errors.js";
import { duration } from "../../lib/progress.js";
import { openLab, requireUp, stepOf } from "../../app/lab/lab.js";
import { requireOffered } from "../../app/lab/offered.js";
import { loopAt, loopNamed, requireStopped } from "../../app/load/choose.js";
import { loadDir, type LoopCounts } from "../../app/load/files.js";
import { loopStates, startLoop, stopLoop, type LoopState } from "../../app/load/runs.js";
import { printJson, printTable, type Output } from "../terminal/output.js";
import { weekMeant } from "../../app/stack/session.js";

interface Flags {
  readonly week?: string;
  readonly json?: boolean;
}

/**
 * `lab load start poll`: sends a loop's requests in the background, for so many minutes.
 * @throws UsageError `not-up`, `no-traffic` on kwok, `unknown-loop`, `which-loop`, `loop-runs`
 */
export async function loadStart(
  name: string | undefined,
  flags: Flags & { readonly for: number },
  output: Output,
): Promise<void> {
  const lab = await openLab(await weekMeant(flags.week));
  requireUp(lab);
  const { week, config } = lab;
  requireOffered(config, "traffic");
  const loop = name === undefined ? loopAt(week, stepOf(lab)) : loopNamed(week, name);
  requireStopped(loop, await loopStates(week.id));
  const { pid, counts } = await startLoop(week.id, loop, flags.for);
  output.print(`${loop.name}: ${loop.title}, for ${flags.for} minutes (process ${pid})`);
  output.print(`First answer: ${countsText(counts)}. Next: ./lab load list`);
}

/** `lab load list`: the week's loops, with what those that were started have counted. */
export async function loadList(flags: Flags, output: Output): Promise<void> {
  const week = await weekMeant(flags.week);
  const states = await loopStates(week.id);
  const rows = (week.loops ?? []).map((loop) => ({
    loop,
    state: states.find(({ name }) => name === loop.name),
  }));
  if (flags.json === true) {
    const data = rows.map(({ loop, state }) => ({ ...loop, runs: false, ...state }));
    printJson(output, data);
    return;
  }
  printTable(
    output,
    rows.map(({ loop, state }) => [loop.name, stateText(state), loop.title]),
  );
}

/**
 * `lab load stop poll`: ends a loop; without a name, all that run.
 * @throws UsageError `unknown-loop`, `loop-not-running`
 */
export async function loadStop(
  name: string | undefined,
  flags: Flags,
  output: Output,
): Promise<void> {
  const week = await weekMeant(flags.week);
  const wanted = name === undefined ? undefined : loopNamed(week, name).name;
  const states = await loopStates(week.id);
  const found = states.filter((state) => wanted === undefined || state.name === wanted);
  if (found.length === 0) {
    const what = wanted === undefined ? `No loop of ${week.id} runs.` : `${wanted} does not run.`;
    throw new UsageError("loop-not-running", what, { next: "./lab load list" });
  }
  for (const state of found) {
    await stopLoop(state, loadDir(week.id));
    output.print(`${state.name} has ended: ${countsText(state.counts)}`);
  }
}

function stateText(state: LoopState | undefined): string {
  if (state === undefined) return "-";
  const since = duration(
    Date.parse(state.counts.last ?? state.started) - Date.parse(state.started),
  );
  return `${state.runs ? "runs" : "ended"}, ${since}: ${countsText(state.counts)}`;
}

/** `1204 answers, 51 % 200, 49 % 500` */
export function countsText({ answers }: LoopCounts): string {
  const total = Object.values(answers).reduce((sum, count) => sum + count, 0);
  if (total === 0) return "no answer yet";
  const kinds = Object.entries(answers).sort(([, a], [, b]) => b - a);
  const [[only] = [""]] = kinds;
  if (kinds.length === 1) return `${total} × ${only}`;
  const shares = kinds.map(([kind, count]) => `${kind} ${Math.round((100 * count) / total)} %`);
  return `${total} answers, ${shares.join(", ")}`;
}
