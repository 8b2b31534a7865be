import { LabError } from "../../lib/errors.js";
import { explained } from "../../lib/system-error.js";

/**
 * An error as the engine shows it. The SDK prints `${error}: ${error.stack}` for the learner and gives only the
 * message to the engine: so there is no stack in it, and the next command is part of the message.
 */
export class ShownError extends Error {
  constructor(error: LabError) {
    const next = error.next === undefined ? "" : `\n  next: ${error.next}`;
    super(`${error.message}${next}`, { cause: error });
    this.stack = error.message.split("\n")[0] ?? "";
  }

  override toString(): string {
    return "lab";
  }
}

/** Does a piece of work; an error that is written for the learner is shown as such, any other as it is. */
export async function shown<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    const error = explained(thrown);
    throw error instanceof LabError ? new ShownError(error) : error;
  }
}
