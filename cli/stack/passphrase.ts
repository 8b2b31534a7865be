import { randomBytes } from "node:crypto";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import { weeks } from "../../labs/index.js";
import { ToolError } from "../../lib/errors.js";
import { passphraseFile, stateDir } from "../../lib/paths.js";
import { quoted } from "../../lib/quote.js";
import { readCheckpoint } from "../../stacks/checkpoint-file.js";

/** Whether the passphrase of the checkout's state is there. */
export async function hasPassphrase(file = passphraseFile): Promise<boolean> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return "";
  });
  return text.trim() !== "";
}

/**
 * Makes the passphrase of the checkout's state at first use. One that is lost while a state is there is not made
 * anew: Pulumi would only say that it is not the right one (issue 9, fault F22).
 * @throws ToolError `passphrase-lost`
 */
export async function ensurePassphrase(file = passphraseFile, folder = stateDir): Promise<void> {
  if (await hasPassphrase(file)) return;
  const locked = await lockedStacks(folder);
  if (locked.length > 0) throw lostPassphrase(locked, file);
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, randomBytes(24).toString("base64url"), { mode: 0o600 });
  // whole or not at all, and two first runs at once agree on one
  await link(draft, file).catch(async (error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    if (await hasPassphrase(file)) return;
    await rm(file, { force: true });
    await link(draft, file);
  });
  await rm(draft, { force: true });
}

/** The weeks whose state holds secrets. */
async function lockedStacks(folder: string): Promise<string[]> {
  const found = await Promise.all(
    weeks.map(async ({ id }) => {
      const checkpoint = await readCheckpoint(id, folder).catch(() => undefined);
      return checkpoint?.hasSecrets === true ? [id] : [];
    }),
  );
  return found.flat();
}

/** The error of a passphrase that is gone, or was emptied. */
export function lostPassphrase(stacks: readonly string[], file = passphraseFile): ToolError {
  const [first = "week1"] = stacks;
  return new ToolError(
    "passphrase-lost",
    `The passphrase in ${file} is lost, and without it nobody can read the state of ${stacks.join(", ")}.`,
    {
      next: `${stacks.map((stack) => `./lab down ${stack}`).join("; ")}: removes what is there without the state; then ./lab up ${first}`,
    },
  );
}

/** The error of a state that was written under another passphrase than the one that is there. */
export const otherPassphrase = (stack: string, file = passphraseFile): ToolError =>
  new ToolError(
    "passphrase-lost",
    `The state of ${stack} was written under another passphrase than the one in ${file}.`,
    {
      next: `put the old file back; without it: mv ${quoted(file)} ${quoted(`${file}.other`)}, then ./lab down ${stack} removes what is there without the state`,
    },
  );
