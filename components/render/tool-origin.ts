import type { DefinitionsName } from "../../labs/parts/index.js";
import type { Versions } from "../../labs/versions.js";
import { toolContext } from "../../tools/context.js";
import { find } from "../../tools/find.js";

/** The tools that manifests come from. */
export type RenderTool = "istioctl" | "istio-addons" | `${DefinitionsName}-definitions`;

/**
 * What a tool is and where it came from: another one of the same pinned version may render otherwise.
 * `none` where it is not there; then nothing is rendered either.
 */
export function originOf(name: RenderTool, versions: Versions): string {
  const finding = find(toolContext({ versions }), name);
  return finding.state === "ready" ? `${finding.tool.version} of ${finding.tool.from}` : "none";
}
