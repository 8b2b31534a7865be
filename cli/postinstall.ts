import { passphraseFile, root } from "../lib/paths.js";
import { relative } from "node:path";
import { ensureLabDir } from "../app/stack/environment.js";

/**
 * Run by npm after `npm ci`: plain `pulumi` finds the backend that Pulumi.yaml names only where its folder is, and
 * can open the lab's own stacks with the lab's passphrase only.
 */
await ensureLabDir();
console.log(
  `For plain pulumi in this checkout: export PULUMI_CONFIG_PASSPHRASE_FILE=${relative(root, passphraseFile)}`,
);
