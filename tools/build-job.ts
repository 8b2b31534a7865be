import type { Exec } from "../lib/exec.js";
import type { Platform } from "./platform.js";

/** What a recipe gets to work with. */
export interface BuildJob {
  /** The tools to make: those of the unit that are missing. */
  readonly tools: readonly string[];
  readonly platform: Platform;
  /** A folder of its own that is deleted afterwards. */
  readonly work: string;
  /** Where the results go, as `<tool>/<file>`. */
  readonly out: string;
  readonly exec: Exec;
  /** The `go` command, got in the same way as any tool. */
  readonly go: () => Promise<string>;
  /** The last line of output, for the heartbeat. */
  readonly onLine: (line: string) => void;
}
