import { setTimeout } from "node:timers/promises";
import type { Limits, LoadProbe } from "../labs/load-runs.js";
import type { HostCommand } from "./command-probe.js";
import { runLoad, type LoadResult } from "./fortio.js";
import { seenWrong, type Look, type Seen } from "./seen.js";

/** How often it is looked what goes on beside a run, in ms. */
const LOOK_MS = 1_000;

/** Makes the run with every look, and judges what came of it. @param meanwhile looks beside it. */
export function loadLook(
  probe: LoadProbe,
  host: HostCommand,
  meanwhile: Look | undefined,
  sleep: (ms: number) => Promise<unknown> = setTimeout,
): Look {
  return async () => {
    const run = runLoad(probe.run, host);
    const beside = meanwhile === undefined ? undefined : seenBeside(run, meanwhile, sleep);
    const result = await run;
    const wrong = wrongIn(probe, result);
    const seen = await beside;
    if (seen?.holds === false) wrong.push(`never while it ran: ${seen.text}`);
    const text = resultText(result);
    if (wrong.length === 0) return { holds: true, text };
    return seenWrong({
      text: [text, ...wrong].join("; "),
      seen: text,
      wanted: wrong.join("; ").replaceAll(/(^|; )wanted /g, "$1"),
    });
  };
}

/** Looks again and again until it holds or the run has ended. */
async function seenBeside(
  run: Promise<unknown>,
  look: Look,
  sleep: (ms: number) => Promise<unknown>,
): Promise<Seen> {
  const ended = run.then(
    () => true,
    () => true,
  );
  for (;;) {
    const seen = await look();
    if (seen.holds || (await Promise.race([ended, sleep(LOOK_MS)])) === true) return seen;
  }
}

function wrongIn({ codes, percentiles, qps }: LoadProbe, result: LoadResult): string[] {
  const wrong: string[] = [];
  for (const [code, bounds] of Object.entries(codes ?? {})) {
    const share = (result.codes[Number(code)] ?? 0) / Math.max(result.calls, 1);
    if (isOutside(share, bounds)) wrong.push(`wanted ${within(bounds, percent)} ${code}`);
  }
  for (const [share, bounds] of Object.entries(percentiles ?? {})) {
    const value = result.percentiles[Number(share)];
    if (value === undefined || isOutside(value, bounds))
      wrong.push(`wanted P${share} ${within(bounds, (s) => `${s} s`)}`);
  }
  if (qps !== undefined && isOutside(result.qps, qps))
    wrong.push(`wanted ${within(qps, String)} calls/s`);
  return wrong;
}

const isOutside = (value: number, { min = 0, max = Infinity }: Limits): boolean =>
  value < min || value > max;

function within({ min, max }: Limits, text: (value: number) => string): string {
  if (max === undefined) return `at least ${text(min ?? 0)}`;
  if (min === undefined) return `at most ${text(max)}`;
  return min === max ? text(min) : `${text(min)} to ${text(max)}`;
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** `55 calls, 1.7/s: 49.1 % 200, 50.9 % 500, P50 0.711 s, P75 0.902 s` */
function resultText({ calls, qps, codes, percentiles }: LoadResult): string {
  const shares = Object.entries(codes).map(([code, n]) => `${percent(n / calls)} ${code}`);
  const times = [50, 75, 99].flatMap((share) => {
    const value = percentiles[share];
    return value === undefined ? [] : [`P${share} ${value.toFixed(3)} s`];
  });
  return `${calls} calls, ${qps.toFixed(1)}/s: ${[...shares, ...times].join(", ")}`;
}
