import type { Loop } from "../../labs/loops.js";
import type { Week } from "../../labs/week.js";
import { UsageError } from "../../lib/errors.js";
import { didYouMean } from "../../lib/suggest.js";
import type { LoopState } from "./runs.js";

/** @throws UsageError `unknown-loop` with the loops there are. */
export function loopNamed({ id, loops = [] }: Week, name: string): Loop {
  const loop = loops.find((candidate) => candidate.name === name);
  if (loop !== undefined) return loop;
  const names = loops.map((candidate) => candidate.name);
  throw new UsageError(
    "unknown-loop",
    `${id} has no loop "${name}".${didYouMean(name, names)} Loops: ${names.join(", ")}.`,
    { next: `./lab load list --week ${id}` },
  );
}

/**
 * The loop that the notes run at a step.
 * @throws UsageError `which-loop` where it has none of its own.
 */
export function loopAt({ id, loops = [] }: Week, step: string): Loop {
  const loop = loops.find(({ steps }) => steps.some((candidate) => candidate === step));
  if (loop !== undefined) return loop;
  const names = loops.map(({ name }) => name).join(", ");
  throw new UsageError("which-loop", `Step ${step} has no loop of its own. Loops: ${names}.`, {
    next: `./lab load start ${loops[0]?.name ?? ""} --week ${id}`,
  });
}

/** @throws UsageError `loop-runs` when the loop does already. */
export function requireStopped({ name }: Loop, states: readonly LoopState[]): void {
  const running = states.find((state) => state.name === name && state.runs);
  if (running === undefined) return;
  throw new UsageError("loop-runs", `${name} runs already (process ${running.pid}).`, {
    next: `./lab load stop ${name}`,
  });
}
