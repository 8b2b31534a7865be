import type { LoadProbe, LoadRun } from "../../load-runs.js";
import { ALL_OK, load } from "../fortio.js";

/** Every call succeeds, and a third of the users waits for the slow one: more than the quarter behind P75. */
export const slowThird = (run: LoadRun): LoadProbe =>
  load(run, { codes: ALL_OK, percentiles: { 75: { min: 0.9 } } });
