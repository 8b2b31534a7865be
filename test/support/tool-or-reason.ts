import { find } from "../../tools/find.js";
import { toolContext } from "../../tools/context.js";
import type { ToolName } from "../../tools/tool.js";

/** A tool of this machine, or why a test that needs it can't be run here. */
export function toolOrReason(
  name: ToolName,
): { readonly path: string; readonly why?: undefined } | { readonly why: string } {
  const finding = find(toolContext({}), name);
  if (finding.state === "ready") return { path: finding.tool.path };
  return { why: `the tool ${name} is not here: ./lab up week2 --step 2.4 --target kwok gets it` };
}
