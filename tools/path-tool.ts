import { accessSync, constants, readFileSync, realpathSync, statSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { messageOf } from "../lib/errors.js";
import { writeWhole } from "../lib/json-file.js";
import { toolDir } from "./cache.js";
import type { ToolContext } from "./context.js";
import { markOf, type FileMark } from "./stamp.js";
import type { PathRule, Tool } from "./tool.js";

const PROBE_LIMIT_MS = 10_000;

/** What is known of a file on PATH. It holds as long as size and time of the file stay as they are. */
interface Verdict extends FileMark {
  readonly wanted: string;
  readonly version: string;
  /** Why it won't do; absent when it will. */
  readonly refused?: string;
}
type Verdicts = Readonly<Record<string, Verdict>>;

export interface OnPath {
  /** The first one that will do. */
  readonly accepted?: { readonly path: string; readonly version: string };
  /** Those before it of which nothing is known yet: they must be asked. */
  readonly unprobed: readonly string[];
  /** Why the others won't do. */
  readonly refused: readonly string[];
}

/** Looks for a tool on PATH without starting anything: only files that were asked before are judged. */
export function lookOnPath(context: ToolContext, tool: Tool): OnPath {
  const rule = tool.onPath;
  const unprobed: string[] = [];
  const refused: string[] = [];
  if (rule === undefined) return { unprobed, refused };
  const candidates = candidatesOf(context, tool.name);
  const verdicts = candidates.length === 0 ? {} : readVerdicts(context.cache, tool.name);
  for (const path of candidates) {
    const verdict = verdicts[path];
    const mark = markOf(path);
    if (
      verdict === undefined ||
      verdict.wanted !== rule.wanted ||
      verdict.size !== mark?.size ||
      verdict.mtimeMs !== mark.mtimeMs
    )
      unprobed.push(path);
    else if (verdict.refused === undefined)
      return { accepted: { path, version: verdict.version }, unprobed, refused };
    else refused.push(`${path} ${verdict.refused}`);
  }
  return { unprobed, refused };
}

/** Asks a file on PATH for its version and remembers the answer. */
export async function probe(context: ToolContext, tool: Tool, path: string): Promise<void> {
  const rule = tool.onPath;
  const mark = markOf(path);
  if (rule === undefined || mark === undefined) return;
  const verdict: Verdict = { ...mark, wanted: rule.wanted, ...(await judge(context, rule, path)) };
  const file = verdictFile(context.cache, tool.name);
  const all: Verdicts = { ...readVerdicts(context.cache, tool.name), [path]: verdict };
  await writeWhole(file, `${JSON.stringify(all, null, 2)}\n`);
}

async function judge(
  context: ToolContext,
  rule: PathRule,
  path: string,
): Promise<{ version: string; refused?: string }> {
  const dir = dirname(realpathSync(path));
  const lonely = rule.besides?.find((file) => markOf(join(dir, file)) === undefined);
  if (lonely !== undefined) return { version: "", refused: `has no ${lonely} next to it` };
  try {
    const { stdout, stderr } = await context.exec(path, rule.args, { timeoutMs: PROBE_LIMIT_MS });
    const version = rule.pattern.exec(`${stdout}\n${stderr}`)?.[1];
    if (version === undefined) return { version: "", refused: "does not tell its version" };
    return rule.accepts(version)
      ? { version }
      : { version, refused: `is ${version}, wanted ${rule.wanted}` };
  } catch (error) {
    const [reason = ""] = messageOf(error).split("\n");
    return { version: "", refused: `does not run: ${reason}` };
  }
}

/** Programs of that name, in the order of PATH. Our own links are not a find. */
function candidatesOf(context: ToolContext, name: string): string[] {
  const cache = realpathOf(context.cache);
  const dirs = new Set((context.env["PATH"] ?? "").split(delimiter).filter((dir) => dir !== ""));
  return [...dirs]
    .map((dir) => join(dir, name))
    .filter((path) => isProgram(path) && !`${realpathOf(path)}/`.startsWith(`${cache}/`));
}

function isProgram(path: string): boolean {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function realpathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

const verdictFile = (cache: string, tool: string): string =>
  join(toolDir(cache, tool), "path.json");

/** A broken file costs one more question, no more. */
function readVerdicts(cache: string, tool: string): Verdicts {
  try {
    return JSON.parse(readFileSync(verdictFile(cache, tool), "utf8")) as Verdicts;
  } catch {
    return {};
  }
}
