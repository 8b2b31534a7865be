import { mkdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { startDetached } from "../../lib/detached.js";
import { ToolError } from "../../lib/errors.js";
import { isFree } from "../../lib/ports.js";
import { isAlive } from "../../lib/processes.js";
import { waitUntil } from "../../lib/wait.js";
import { locate } from "../../tools/locate.js";
import type { ProcessInputs } from "./process-config.js";

/** How long a process may take until all of its ports answer, and how often they are asked, in ms. */
const READY_MS = 30_000;
const POLL_MS = 100;
/** How many lines of its log are shown when it does not come up. */
const LINES = 3;

/** The log of a process, in its folder. */
export const logFile = (folder: string): string => join(folder, "log");

/**
 * Starts a program in place of a container, and waits until it listens on its ports. It runs by a link in its own
 * folder, so that its command tells whose it is.
 * @param folder its own; it is made
 * @throws ToolError `process-ended` when it ends again, `process-not-ready` when its ports stay closed
 */
export async function startProcess(
  { stack, name, tool, args, env, listens }: ProcessInputs,
  folder: string,
): Promise<void> {
  const program = join(folder, "bin", tool);
  await mkdir(join(folder, "bin"), { recursive: true, mode: 0o700 });
  await symlink(locate(tool), program);
  const log = logFile(folder);
  const pid = await startDetached(program, args, { log, cwd: folder, env });
  const isReady = async (): Promise<boolean> => {
    if (!isAlive(pid))
      throw await failed(`${name} of ${stack} ended when it was started`, "process-ended", log);
    const free = await Promise.all(listens.map((port) => isFree(port)));
    return !free.includes(true);
  };
  if (await waitUntil(isReady, { limitMs: READY_MS, pauseMs: POLL_MS })) return;
  const ports = listens.join(" and ");
  const what = `${name} of ${stack} does not listen on ${ports} after ${READY_MS / 1000} s`;
  throw await failed(what, "process-not-ready", log);
}

async function failed(what: string, code: string, log: string): Promise<ToolError> {
  const said = await readFile(log, "utf8").catch(() => "");
  const lines = said.split("\n").filter((line) => line.trim() !== "");
  const last = lines.slice(-LINES).join("\n  ");
  const shown = last === "" ? "it printed nothing" : last;
  return new ToolError(code, `${what}:\n  ${shown}`, {
    next: "./lab doctor shows what this machine lacks; ./lab up tries again",
  });
}
