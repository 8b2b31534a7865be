import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { BugError } from "../lib/errors.js";
import { entryDir } from "./cache.js";
import type { ToolContext } from "./context.js";
import { lookOnPath } from "./path-tool.js";
import { inspectEntry } from "./stamp.js";
import type { Tool, Unit } from "./tool.js";

/** A tool that can be used now. */
export interface FoundTool {
  readonly name: string;
  /** The program; for `istio-addons` the folder. */
  readonly path: string;
  /** What it really is. */
  readonly version: string;
  /** The pinned version. Differs where the user's own was good enough, or another one had to be built. */
  readonly wanted: string;
  readonly source: "path" | "download" | "build";
  /** The URL, module, package or file it came from. */
  readonly from: string;
}

/** Where a search ended. */
export type Finding =
  | { readonly state: "ready"; readonly tool: FoundTool }
  | { readonly state: "missing"; readonly tried: readonly string[] }
  | { readonly state: "corrupt"; readonly entry: string; readonly detail: string };

/** A file that belongs to another tool and lies next to it. */
const companions: Readonly<Record<string, string>> = { "pulumi-language-nodejs": "pulumi" };

/** The tool that is got when this name is asked for. */
export const owner = (name: string): string => companions[name] ?? name;

/** The unit and the tool of a name. @throws BugError for a name that is none */
export function lookUp(context: ToolContext, name: string): { unit: Unit; tool: Tool } {
  for (const unit of context.units) {
    const tool = unit.tools.find((each) => each.name === owner(name));
    if (tool !== undefined) return { unit, tool };
  }
  throw new BugError("unknown-tool", `No tool is called "${name}".`);
}

/** Finds a tool on PATH or in the cache by reading stamps; starts nothing, asks no network. */
export function find(context: ToolContext, name: string): Finding {
  const { unit, tool } = lookUp(context, name);
  const onPath = lookOnPath(context, tool);
  if (onPath.accepted !== undefined) {
    const { path, version } = onPath.accepted;
    return ready({ name, path, version, wanted: unit.version, source: "path", from: path });
  }
  const entry = entryDir(context.cache, tool.name, unit.version, context.platform);
  const inCache = inspectEntry(entry, tool.files);
  switch (inCache.state) {
    case "ready": {
      if (tool.isOutdated?.(inCache.stamp) === true)
        return { state: "corrupt", entry, detail: "it is of an older checkout" };
      const { version, source, from } = inCache.stamp;
      const path = join(entry, tool.main);
      return ready({ name, path, version, wanted: unit.version, source, from });
    }
    case "corrupt":
      return { state: "corrupt", entry, detail: inCache.detail };
    case "missing":
      return {
        state: "missing",
        tried: [onPathInWords(tool, onPath.refused), `cache: not in ${entry}`],
      };
  }
}

function ready(found: FoundTool): Finding {
  if (owner(found.name) === found.name) return { state: "ready", tool: found };
  const path = join(dirname(realpathSync(found.path)), found.name);
  return { state: "ready", tool: { ...found, path } };
}

function onPathInWords(tool: Tool, refused: readonly string[]): string {
  if (tool.onPath === undefined) return "PATH: not taken from there";
  return `PATH: ${refused.length === 0 ? "not there" : refused.join("; ")}`;
}
