import { randomBytes } from "node:crypto";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import { weeks } from "../../labs/index.js";
import { passphraseFile } from "../../lib/paths.js";
import { passphraseOf } from "./passphrase.js";

/** Whether the passphrase of the checkout's state is there, and not empty. */
async function hasPassphrase(file: string): Promise<boolean> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return "";
  });
  return text.trim() !== "";
}

/**
 * Makes the passphrase of the checkout's state at first use. One that is lost while a state needs it is not made
 * anew: the old file may still be put back.
 * @throws UsageError `other-passphrase`
 */
export async function ensurePassphrase(
  file = passphraseFile,
  requireOpen: (stack: string) => Promise<unknown> = passphraseOf,
): Promise<void> {
  if (await hasPassphrase(file)) return;
  for (const { id } of weeks) await requireOpen(id);
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, randomBytes(24).toString("base64url"), { mode: 0o600 });
  // whole or not at all, and two first runs at once agree on one
  try {
    await link(draft, file).catch(async (error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      if (await hasPassphrase(file)) return;
      await rm(file, { force: true });
      await link(draft, file);
    });
  } finally {
    await rm(draft, { force: true });
  }
}
