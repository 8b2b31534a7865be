import type { HttpRequest } from "./http-requests.js";
import type { StepId } from "./ids.js";

/** Requests that are sent again and again while the learner works (`lab load`). */
export interface Loop {
  /** One word, as the learner types it. */
  readonly name: string;
  /** What it shows, in one line. */
  readonly title: string;
  /** The steps at which it is the one that is meant. */
  readonly steps: readonly StepId[];
  /** To the host's own address only: a lab never sends to others. */
  readonly request: HttpRequest;
  /** Pause between an answer and the next request, in ms. */
  readonly pauseMs: number;
  /** Names for answers with status 200 by what their body matches, the first that does. Absent: 200 is enough. */
  readonly kinds?: readonly { readonly name: string; readonly body: string }[];
}
