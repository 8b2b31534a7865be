import { spawn } from "node:child_process";
import { open } from "node:fs/promises";
import { toolEnvironment } from "./environment.js";
import { BugError } from "./errors.js";

/**
 * Starts a process that outlives this one and its terminal. What it prints goes into a file, which begins anew.
 * @returns its number.
 */
export async function startDetached(
  program: string,
  args: readonly string[],
  options: {
    readonly log: string;
    readonly cwd: string;
    /** Added to what of this process's environment reaches programs. Default: nothing. */
    readonly env?: Readonly<Record<string, string>>;
  },
): Promise<number> {
  const log = await open(options.log, "w");
  try {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...toolEnvironment(process.env), ...options.env },
      detached: true,
      stdio: ["ignore", log.fd, log.fd],
    });
    child.unref();
    if (child.pid === undefined) throw new BugError("not-started", `${program} did not start.`);
    return child.pid;
  } finally {
    await log.close();
  }
}
