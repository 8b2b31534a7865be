import { mkdir, readdir, rename } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { LabError } from "../../lib/errors.js";
import { stateDir } from "../../lib/paths.js";
import { checkpointFile, readCheckpoint } from "../../stacks/checkpoint-file.js";
import { OTHER_PASSPHRASE, passphraseOf } from "./passphrase.js";

/** Why the state of a stack is of no use any more; undefined when it is, or there is none. */
export async function damageOf(
  stack: string,
  folder = stateDir,
  requireOpen: (stack: string) => Promise<unknown> = passphraseOf,
): Promise<LabError | undefined> {
  try {
    await readCheckpoint(stack, folder);
    await requireOpen(stack);
    return undefined;
  } catch (error) {
    if (error instanceof LabError && UNREADABLE.includes(error.code)) return error;
    throw error;
  }
}

/** Its file is damaged, or nobody has its passphrase. */
const UNREADABLE = ["bad-state-file", OTHER_PASSPHRASE];

/**
 * Puts the state of a stack where Pulumi does not look for it: the stack was never made then.
 * @returns the folder it is in.
 */
export async function putAside(
  stack: string,
  folder = stateDir,
  now: Date = new Date(),
): Promise<string> {
  const aside = join(folder, `${stack}-damaged-${now.toISOString().replaceAll(":", "-")}`);
  await mkdir(aside, { recursive: true, mode: 0o700 });
  const file = checkpointFile(stack, folder);
  // in each of its forms, and what Pulumi keeps beside it
  const names = await readdir(dirname(file)).catch(() => []);
  for (const name of names.filter((each) => each.startsWith(basename(file))))
    await rename(join(dirname(file), name), join(aside, name));
  return aside;
}
