import type { StepCheck } from "../../checks/result.js";
import type { Week } from "../../labs/week.js";
import { ensureTools } from "../../tools/ensure.js";
import type { Caller } from "../caller.js";
import { toolNews } from "./lab.js";

/** Gets fortio, at the first run that needs it: week 1 does without, and there is no release for macOS. */
export async function prepareFortio(
  { versions }: Pick<Week, "versions">,
  caller: Caller,
): Promise<void> {
  await ensureTools(["fortio"], { ...toolNews(caller), versions });
}

/** Whether a check runs fortio on the learner's machine. */
export const needsFortio = ({ check: { probe } }: StepCheck): boolean =>
  probe.kind === "load" || (probe.kind === "command" && probe.command[0] === "fortio");

/** Whether a week is about runs of fortio, which a learner then types, too. */
export const hasLoadRuns = ({ steps }: Week): boolean =>
  steps.some(({ load }) => load !== undefined);
