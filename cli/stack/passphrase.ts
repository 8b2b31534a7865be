import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { ToolError } from "../../lib/errors.js";
import { passphraseFile, stateDir } from "../../lib/paths.js";
import { checkpointFile, deployed } from "./checkpoint.js";

/** What `lab down` goes on without. */
export const PASSPHRASE_LOST = "passphrase-lost";

/**
 * The error of a state whose secrets can't be read any more. All that is secret in it comes from the cluster, so
 * that a lab made again lacks nothing.
 * @param why what is wrong with the passphrase.
 */
export function passphraseLost(stack: string, why: string, cause?: unknown): ToolError {
  return new ToolError(
    PASSPHRASE_LOST,
    `The state of ${stack} can't be read: ${why}. Nothing brings a lost passphrase back; your step is kept.`,
    { cause, next: `./lab down ${stack}, then ./lab up ${stack}` },
  );
}

/**
 * Refuses to go on with a new passphrase beside a state that was made with another one. A state that holds nothing
 * is forgotten instead: nothing in it is missed.
 * @throws ToolError `passphrase-lost` (issue 9, K5)
 */
export async function requirePassphrase(
  stack: string,
  file = passphraseFile,
  folder = stateDir,
): Promise<void> {
  if (existsSync(file)) return;
  if ((await stateFiles(stack, folder)).length === 0) return;
  if ((await deployed(stack, folder)) !== undefined) {
    throw passphraseLost(stack, `its passphrase ${file} is gone`);
  }
  await forgetState(stack, folder);
}

/** Deletes the state of a stack, for one whose cluster is gone and whose secrets nobody can read. */
export async function forgetState(stack: string, folder = stateDir): Promise<void> {
  for (const file of await stateFiles(stack, folder)) await rm(file, { force: true });
}

/** The state with what Pulumi keeps beside it: the one before, its attributes. */
async function stateFiles(stack: string, folder: string): Promise<string[]> {
  const file = checkpointFile(stack, folder);
  const names = await readdir(dirname(file)).catch(() => []);
  return names
    .filter((name) => name.startsWith(basename(file)))
    .map((name) => join(dirname(file), name));
}
