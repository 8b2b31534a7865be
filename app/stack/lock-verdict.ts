import type { ProcessRow } from "../../lib/process-table.js";

/** What Pulumi's file backend writes into a lock: not when the process began, nor on which machine, only its name. */
export interface PulumiLock {
  readonly pid: number;
  readonly hostname: string;
  readonly timestamp: string;
}

/** What this machine tells of a lock. */
export interface LockFacts {
  /** The name of this machine now. */
  readonly host: string;
  readonly now: Date;
  /** When this machine was last started. */
  readonly bootedAt: Date;
  /** Whether the state lies on a disk of this machine, and not on one that others share. */
  readonly isLocal: boolean;
  readonly processes: readonly ProcessRow[];
}

export type LockVerdict =
  | { readonly state: "held" }
  /** Nobody holds it: why, in words. */
  | { readonly state: "left"; readonly why: string }
  /** It may be held where this machine can't look. */
  | { readonly state: "doubtful" };

/** ps tells starts to the second, and a clock may be set a little. */
const SLACK_MS = 5_000;
/** Longer than any run of the engine on a lab takes. */
const LONGEST_RUN_MS = 30 * 60_000;

/**
 * Whether the run that holds a lock of Pulumi's still works. Its number may be another process's by now, and this
 * machine may have had another name: a laptop in another network, a dev container that was started again.
 */
export function judgeLock(lock: PulumiLock, facts: LockFacts): LockVerdict {
  const since = Date.parse(lock.timestamp);
  const beganBefore = (row: ProcessRow): boolean => !(row.startedAt.getTime() > since + SLACK_MS);
  const row = facts.processes.find(({ pid }) => pid === lock.pid);
  const isHere = row !== undefined && isPulumi(row) && beganBefore(row);
  const isThisName = lock.hostname === facts.host;
  if (isHere && (isThisName || facts.isLocal)) return { state: "held" };
  if (isThisName) {
    const what = row === undefined ? "has ended" : "is another program by now";
    return { state: "left", why: `process ${lock.pid} ${what}` };
  }
  if (!facts.isLocal) return { state: "doubtful" };
  const named = `this machine was called ${lock.hostname} then`;
  if (since < facts.bootedAt.getTime()) {
    return { state: "left", why: `process ${lock.pid} of before the last start; ${named}` };
  }
  // seen from outside, a process in a container has another number
  const mayBe = facts.processes.some((one) => isPulumi(one) && beganBefore(one));
  if (facts.now.getTime() - since > LONGEST_RUN_MS && !mayBe) {
    return { state: "left", why: `process ${lock.pid} of ${lock.timestamp}; ${named}` };
  }
  return { state: "doubtful" };
}

const isPulumi = ({ command }: ProcessRow): boolean =>
  /(^|\/)\.?pulumi(-wrapped)?(\s|$)/.test(command);
