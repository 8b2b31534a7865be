import type { Answer, HttpClient } from "../../checks/http-client.js";
import { expression } from "../../checks/text.js";
import type { Loop } from "../../labs/loops.js";
import type { LoopCounts } from "./files.js";

/** How often the counts are written, in ms. */
const WRITE_MS = 1_000;
const NO_ANSWER = "no answer";

export interface LoopWorld {
  readonly http: HttpClient;
  /** ms since 1970. */
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<unknown>;
  /** A line for each answer. */
  readonly print: (line: string) => void;
  /** Keeps the counts. False: the loop is no longer wanted. */
  readonly keep: (counts: LoopCounts) => Promise<boolean>;
}

/** Sends a loop's requests until its time is up, or nobody wants its counts any more. */
export async function runLoop(loop: Loop, until: number, world: LoopWorld): Promise<void> {
  const { http, now, pause, print, keep } = world;
  const answers: Record<string, number> = {};
  let last: string | undefined;
  let written = -Infinity;
  const write = async (): Promise<boolean> => {
    written = now();
    return keep({ answers, ...(last === undefined ? {} : { last }) });
  };
  while (now() < until) {
    const kind = await http(loop.request).then(
      (answer) => kindOf(loop, answer),
      () => NO_ANSWER,
    );
    answers[kind] = (answers[kind] ?? 0) + 1;
    last = new Date(now()).toISOString();
    print(`${last} ${kind}`);
    if (now() - written >= WRITE_MS && !(await write())) return;
    await pause(loop.pauseMs);
  }
  await write();
}

/** What an answer counts as: its status, or the name that its body goes by. */
export function kindOf({ kinds = [] }: Loop, { status, body }: Answer): string {
  const kind = status === 200 ? kinds.find((one) => expression(one.body).test(body)) : undefined;
  return kind?.name ?? `${status}`;
}
