import { mkdir, rename } from "node:fs/promises";
import { basename, join } from "node:path";
import { ToolError } from "../../lib/errors.js";
import { stateDir } from "../../lib/paths.js";
import { checkpointFile, readCheckpoint } from "../../stacks/checkpoint-file.js";
import { hasPassphrase, lostPassphrase } from "./passphrase.js";

/** Why the state of a stack is of no use any more; undefined when it is, or there is none. */
export async function damageOf(
  stack: string,
  folder = stateDir,
  hasKey: () => Promise<boolean> = hasPassphrase,
): Promise<ToolError | undefined> {
  try {
    const checkpoint = await readCheckpoint(stack, folder);
    if (checkpoint?.hasSecrets !== true || (await hasKey())) return undefined;
    return lostPassphrase([stack]);
  } catch (error) {
    if (error instanceof ToolError && error.code === "bad-state-file") return error;
    throw error;
  }
}

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
  for (const each of [file, `${file}.bak`]) {
    await rename(each, join(aside, basename(each))).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    });
  }
  return aside;
}
