import { diskFull, isDiskFull } from "../../lib/disk.js";
import { messageOf, ToolError } from "../../lib/errors.js";
import { stackDir } from "../../lib/paths.js";

/** How many lines of a log are shown, and of a line how much. */
const LINES = 3;
const SHOWN = 300;

/** The next command when nothing better is known: the lab may stand at the second try, or the machine lacks something. */
const again = (stack: string): string =>
  `./lab doctor shows what this machine lacks; ./lab up ${stack} tries again`;

/** The error of a component that ended while its cluster was made. @param log all that it printed. */
export function componentDied(stack: string, component: string, log: string): ToolError {
  const lines = plainLines(log).slice(-LINES);
  const cause = lines.length === 0 ? "it printed nothing" : lines.join("\n  ");
  const message = `${component} of ${stack} ended while the cluster was made:\n  ${cause}`;
  // of a log of many lines the telling one is not always the last
  if (isDiskFull(new Error(log))) return diskFull(stackDir(stack), new Error(message));
  return new ToolError("component-died", message, { next: again(stack) });
}

/** The error of a kwokctl that failed: what it said, a line each, instead of its log. */
export function notMade(stack: string, error: unknown): unknown {
  if (!(error instanceof ToolError) || error.code !== "command-failed") return error;
  if (isDiskFull(error)) return diskFull(stackDir(stack), error);
  const [first = "", ...rest] = error.message.split("\n");
  const failed = rest.filter((line) => !line.startsWith("{") || isBad(line));
  const lines = plainLines(failed.join("\n")).slice(-LINES);
  const why = /timed out/.test(first) ? ["it did not come to an end", ...lines] : lines;
  return new ToolError(
    "cluster-not-made",
    `kwokctl could not make the cluster of ${stack}: ${why.join("\n  ") || first}`,
    { next: again(stack), cause: error },
  );
}

/** A line of JSON that says more than that something goes on. */
const isBad = (line: string): boolean => /"level":"(WARN|ERROR|FATAL)"|"err":/i.test(line);

/** The lines of a log without the frames that loggers put around them. */
export const plainLines = (log: string): string[] =>
  log
    .split("\n")
    .map((line) => cut(fromJson(line) ?? withoutKlog(line)))
    .filter((line) => line !== "");

/** kwokctl and etcd log JSON: `{"level":"fatal","msg":"discovery failed","error":"…"}`. */
function fromJson(line: string): string | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    const { msg = "", err, error } = JSON.parse(line) as Readonly<Record<string, unknown>>;
    const why = err ?? error;
    return why === undefined ? String(msg) : `${String(msg)}: ${messageOf(why)}`;
  } catch {
    return undefined;
  }
}

/** Kubernetes logs `E1126 14:00:00.000000    4711 file.go:12] text`. */
const withoutKlog = (line: string): string => line.replace(/^[IWEF]\d{4} [^\]]*\] /, "").trim();

const cut = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);
