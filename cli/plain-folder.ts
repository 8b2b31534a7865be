import { relative } from "node:path";
import { messageOf } from "../lib/errors.js";
import { passphraseFile, root } from "../lib/paths.js";
import { ensureLabDir } from "../app/stack/environment.js";

/**
 * Makes what plain `pulumi` needs of a checkout: it finds the backend that Pulumi.yaml names only where its folder is,
 * and can open the lab's own stacks with the lab's passphrase only. Never fails: an installation that did would keep
 * the learner from every command, also from the one that helps.
 * @returns what is to be told.
 */
export async function preparePlain(ensure: () => Promise<unknown> = ensureLabDir): Promise<string> {
  try {
    await ensure();
  } catch (error) {
    return `The folder of plain pulumi was not made, ./lab says what helps: ${messageOf(error)}`;
  }
  return `For plain pulumi in this checkout: export PULUMI_CONFIG_PASSPHRASE_FILE=${relative(root, passphraseFile)}`;
}
