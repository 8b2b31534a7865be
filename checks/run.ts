import { setTimeout as sleep } from "node:timers/promises";
import type { Check, Probe } from "../labs/checks.js";
import { messageOf } from "../lib/errors.js";
import type { Kubectl } from "../lib/kubectl.js";
import { judgeCount, judgeObject, readLive, type LiveObjects } from "./object-probe.js";
import { judgeCommand, type HostCommand } from "./command-probe.js";
import { lacking, type Offer, type Result, type StepCheck } from "./result.js";

const DEFAULT_TIMEOUT_MS = 30_000;
/** How often a check that doesn't hold yet is asked again, in ms. */
const POLL_MS = 500;

export interface CheckOptions extends Offer {
  readonly kubectl: Kubectl;
  /** Runs a command on the host, in the book's checkout where there is one. */
  readonly host: HostCommand;
  /** Called with each result as it is known. */
  readonly onResult: (result: Result) => void;
  /** Milliseconds of a clock that only goes forward. Default: this machine's. */
  readonly now?: () => number;
  readonly pause?: (ms: number) => Promise<unknown>;
}

/** Runs checks, each until it holds or its time is up. Objects are read together, so that all cost one look. */
export async function runChecks(
  checks: readonly StepCheck[],
  { onResult, now = () => performance.now(), pause = sleep, ...lab }: CheckOptions,
): Promise<Result[]> {
  const started = now();
  const results = new Map<StepCheck, Result>();
  const done = (item: StepCheck, result: Result): void => {
    results.set(item, result);
    onResult(result);
  };
  let open = checks.filter((item) => {
    const why = lacking(item.check, lab);
    if (why !== undefined) done(item, { ...item, outcome: "not run", why });
    return why === undefined;
  });
  while (open.length > 0) {
    const seen = await look(
      open.map(({ check }) => check),
      lab,
    );
    const tookMs = now() - started;
    open = open.filter((item, index) => {
      const wrong = seen[index];
      if (wrong === undefined) done(item, { ...item, outcome: "passed", tookMs });
      else if (tookMs >= (item.check.timeoutMs ?? DEFAULT_TIMEOUT_MS)) {
        done(item, { ...item, outcome: "failed", tookMs, seen: wrong });
      } else return true;
      return false;
    });
    if (open.length > 0) await pause(POLL_MS);
  }
  return checks.flatMap((item) => results.get(item) ?? []);
}

/** One look at the cluster: what is wrong with each check, by place. */
function look(
  checks: readonly Check[],
  lab: Pick<CheckOptions, "kubectl" | "host">,
): Promise<(string | undefined)[]> {
  const keys = checks.flatMap(({ probe }) => (probe.kind === "object" ? [probe.object] : []));
  const live = readLive(keys, lab.kubectl);
  // a cluster that doesn't answer may still come up within the time limit
  return Promise.all(checks.map(({ probe }) => judge(probe, live, lab).catch(lastLine)));
}

async function judge(
  probe: Probe,
  live: Promise<LiveObjects>,
  { kubectl, host }: Pick<CheckOptions, "kubectl" | "host">,
): Promise<string | undefined> {
  if (probe.kind === "object") return judgeObject(probe, await live);
  if (probe.kind === "count") return await judgeCount(probe, kubectl);
  if (probe.kind === "command") return await judgeCommand(probe, host);
  return `no runner for ${probe.kind} probes`;
}

const lastLine = (error: unknown): string => messageOf(error).split("\n").at(-1) ?? "";
