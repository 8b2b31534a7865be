import { duration } from "../../lib/progress.js";
import type { ToolStatus } from "../../tools/locate.js";
import type { Row } from "./row.js";

/**
 * The row of a tool: its version, where it came from, and whether a release is to take its place.
 * @param now in ms since 1970.
 */
export function toolRow(tool: ToolStatus, now = Date.now()): Row {
  const { name, wanted, state, version, source, detail, release } = tool;
  if (state === "ready") {
    const other = version === undefined || version === wanted ? "" : ` (built from ${version})`;
    const text = `${wanted}${other}, ${source ?? ""}: ${detail}${releaseText(release, now)}`;
    return { what: name, verdict: "ok", detail: text };
  }
  const verdict = state === "missing" ? "missing" : "bad";
  return { what: name, verdict, detail: `${wanted} ${state}: ${detail}`, next: "./lab env" };
}

/** The row of a tool that is got only when something needs it: that it is missing is no fault. */
export function laterRow(tool: ToolStatus, now = Date.now()): Row {
  if (tool.state !== "missing") return toolRow(tool, now);
  const detail = `${tool.wanted}, got at the first run of it (./lab load run): ${tool.detail}`;
  return { what: tool.name, verdict: "note", detail };
}

function releaseText(release: ToolStatus["release"], now: number): string {
  if (release === undefined) return "";
  const { at, reason } = release;
  const when = at <= now ? "at the next run" : `in ${duration(at - now)}`;
  if (reason === undefined) return `; its release is tried ${when}`;
  return `; its release (${reason}) is tried again ${when}`;
}
