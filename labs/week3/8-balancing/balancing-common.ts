import type { LoadProbe, LoadRun } from "../../load-runs.js";
import { ALL_OK, load } from "../fortio.js";

/** Every call succeeds, and a quarter of the users waits for the slow one. */
export const slowQuarter = (run: LoadRun): LoadProbe =>
  load(run, { codes: ALL_OK, percentiles: { 75: { min: 0.9 } } });
