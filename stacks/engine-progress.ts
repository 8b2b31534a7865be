import * as pulumi from "@pulumi/pulumi";
import { render, type Progress } from "../lib/progress.js";

/** Says something in the engine's log. @param ephemeral it need not be read again when the run has ended */
export type Log = (line: string, ephemeral: boolean) => void;

/** The log of the engine that runs this program. */
export const engineLog: Log = (line, ephemeral) => {
  void pulumi.log.info(line, undefined, undefined, ephemeral);
};

/**
 * Progress in the engine's log. That a thing has begun is kept, so that a log without a terminal shows what takes its
 * time; what follows until its end is there for the terminal only.
 */
export function engineProgress(log: Log = engineLog): Progress {
  const begun = new Set<string>();
  return (event) => {
    const isNews = event.state !== "working" || !begun.has(event.what);
    begun.add(event.what);
    log(render(event).trim(), !isNews);
  };
}
