/** Exit codes of `lab`: 0 ok, 1 failed, 2 usage. */
export type ExitCode = 1 | 2;

/** An error whose message is written for the learner: shown without a stack trace. */
export abstract class LabError extends Error {
  abstract readonly exitCode: ExitCode;
  /** Stable name for tests and for `--json`: `unknown-step`. */
  readonly code: string;
  /** The command that helps, shown on a line of its own. */
  readonly next: string | undefined;

  constructor(code: string, message: string, options: { next?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.next = options.next;
  }
}

/** The user can fix it: says what is wrong, the value seen, the values allowed, the next command. */
export class UsageError extends LabError {
  readonly exitCode = 2;
}

/** Something outside did not work: a tool, the network, the disk, the cluster. */
export class ToolError extends LabError {
  readonly exitCode = 1;
}

/** Our own mistake: the only family that shows a stack. */
export class BugError extends LabError {
  readonly exitCode = 1;
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
