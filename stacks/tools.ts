import { processesIn } from "../labs/contents.js";
import { stateAt, type StepId, type Week } from "../labs/week.js";
import type { Target } from "../targets/target.js";
import type { ToolName } from "../tools/tool.js";

/** What decides which tools a lab needs: where it is to stand as well, unless it is only looked at or taken down. */
export type ToolNeeds = { readonly target: Pick<Target, "tools" | "runs"> } & (
  | { readonly week: Pick<Week, "versions">; readonly step?: undefined }
  | { readonly week: Week; readonly step: StepId }
);

/** The tools that a lab needs: its target's, and the programs that run in place of containers there. */
export function toolsOf(needs: ToolNeeds): ToolName[] {
  const { target } = needs;
  if (target.runs.containers !== "processes" || needs.step === undefined) return [...target.tools];
  const programs = processesIn(stateAt(needs.week, needs.step)).map(({ tool }) => tool);
  return [...new Set([...target.tools, ...programs])];
}
