import { ToolError } from "../lib/errors.js";
import { toolContext, type GivenContext, type ToolContext } from "./context.js";
import { find, lookUp } from "./find.js";
import type { ToolName } from "./tool.js";
import { nextTry, type NextTry } from "./tried.js";

/**
 * The path of a tool that is there. Reads stamps only: under a millisecond, no process, no network.
 * @throws ToolError `tool-missing`
 */
export function locate(name: ToolName, given: GivenContext = {}): string {
  const finding = find(toolContext(given), name);
  if (finding.state === "ready") return finding.tool.path;
  const why = finding.state === "corrupt" ? `is damaged (${finding.detail})` : "is not there";
  throw new ToolError("tool-missing", `The tool ${name} ${why}.`, { next: "./lab env" });
}

/** A row of `lab doctor`. */
export interface ToolStatus {
  readonly name: string;
  /** The pinned version. */
  readonly wanted: string;
  readonly state: "ready" | "missing" | "corrupt";
  readonly path?: string;
  /** The version that is there. */
  readonly version?: string;
  readonly source?: "path" | "download" | "build";
  /** Where it came from, or what is wrong with it. */
  readonly detail: string;
  /** Of a tool that was built though it is released: why the release was not had, and when it is tried again. */
  readonly release?: NextTry;
}

/** What is known of every tool, `go` included. Starts nothing. */
export function toolStatus(given: GivenContext = {}): readonly ToolStatus[] {
  const context = toolContext(given);
  return context.units.flatMap((unit) =>
    unit.tools.map(({ name }) => statusOf(context, name, unit.version)),
  );
}

function statusOf(context: ToolContext, name: string, wanted: string): ToolStatus {
  const finding = find(context, name);
  switch (finding.state) {
    case "ready": {
      const { path, version, source, from } = finding.tool;
      const status = { name, wanted, state: "ready", path, version, source, detail: from } as const;
      const release = source === "build" ? releaseOf(context, name) : undefined;
      return release === undefined ? status : { ...status, release };
    }
    case "corrupt":
      return { name, wanted, state: "corrupt", path: finding.entry, detail: finding.detail };
    case "missing":
      return { name, wanted, state: "missing", detail: finding.tried.join("; ") };
  }
}

function releaseOf(context: ToolContext, name: string): NextTry | undefined {
  const { unit } = lookUp(context, name);
  const isReleased = unit.releases(context.platform).some(({ tools }) => tools.includes(name));
  if (!isReleased) return undefined;
  return nextTry(context, unit) ?? { at: 0 };
}
