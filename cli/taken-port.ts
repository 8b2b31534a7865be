import { messageOf } from "../lib/errors.js";
import type { Output } from "./output.js";

/**
 * A Service's fixed node port is taken before the Service is stored: of two requests for the same one, as of a run
 * that was interrupted and of the next one, the second is refused for the port that the first has just taken.
 */
const TAKEN = /nodePort: Invalid value: (\d+): provided port is already allocated/;

/**
 * Runs an `up` once more where a node port was taken in that moment: the Service is there by then, and is taken over.
 * A port that another Service holds is refused again.
 */
export async function despiteTakenPort<T>(run: () => Promise<T>, { say }: Output): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const [, port] = TAKEN.exec(messageOf(error)) ?? [];
    if (port === undefined) throw error;
    say(`Node port ${port} was being taken by a run that was cut; once more.`);
    return run();
  }
}
