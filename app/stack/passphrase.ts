import { createDecipheriv, createHash, pbkdf2 } from "node:crypto";
import { appendFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { usersEnvironment } from "../../lib/environment.js";
import { UsageError } from "../../lib/errors.js";
import { labDir, passphraseFile } from "../../lib/paths.js";
import { forgetState, readCheckpoint } from "../../stacks/checkpoint-file.js";
import { readSalt } from "../../lib/settings.js";

/** What Pulumi's passphrase provider does; read from pulumi/pulumi, pkg/secrets/passphrase/manager.go. */
const ITERATIONS = 1_000_000;
const KEY_BYTES = 32;
const TAG_BYTES = 16;
const SEALED = "pulumi";

/** Passphrases that may open a stack. */
export interface Passphrases {
  /** The lab's own, from `.lab/passphrase`; undefined before the first use. */
  readonly own: string | undefined;
  /** Others, in the order to try: those of the user's shell, and the empty one that many use with local backends. */
  readonly others: readonly string[];
}

/** Marks of what the lab's own passphrase opens: to find it out takes half a second. */
const openedFile = join(labDir, "passphrase-opens");

const found = new Map<string, Promise<string | undefined>>();

/**
 * The passphrase with which Pulumi opens a stack, for PULUMI_CONFIG_PASSPHRASE; undefined where the lab's own does,
 * from its file. To be asked before anything is changed. Looked for once in a process.
 * @throws UsageError `other-passphrase` when none that is known opens it.
 */
export function passphraseOf(stack: string): Promise<string | undefined> {
  const known = found.get(stack) ?? look(stack);
  found.set(stack, known);
  return known;
}

async function look(stack: string): Promise<string | undefined> {
  const state = await readCheckpoint(stack);
  // the salt of a stack that is no more is forgotten when it is made again
  if (state === undefined) return undefined;
  const salts = [await readSalt(stack), state.salt];
  // the same one, unless a file was lost
  const needed = [...new Set(salts.filter((salt) => salt !== undefined))];
  const known = await passphrases();
  const mark = markOf(known.own ?? "", needed);
  const marks = await readFile(openedFile, "utf8").catch(() => "");
  if (needed.length === 0 || marks.includes(mark)) return undefined;
  try {
    const other = await choosePassphrase(stack, needed, known);
    if (other === undefined) await appendFile(openedFile, `${mark}\n`, { mode: 0o600 });
    return other;
  } catch (error) {
    if (state.resources.length > 0) throw error;
    // nothing is in it that would be missed: the stack is made anew, with a passphrase that is known
    await forgetState(stack);
    return undefined;
  }
}

/** Made of the lab's own passphrase only: that is random, and nobody finds it by trying. */
const markOf = (passphrase: string, salts: readonly string[]): string =>
  createHash("sha256")
    .update([passphrase, ...salts].join("\n"))
    .digest("hex");

/**
 * The lab's own goes first, so that what the shell has set for another project changes nothing.
 * @returns undefined for the lab's own
 * @throws UsageError `other-passphrase`
 */
export async function choosePassphrase(
  stack: string,
  salts: readonly string[],
  { own, others }: Passphrases,
  open = opens,
): Promise<string | undefined> {
  const opensAll = async (passphrase: string): Promise<boolean> => {
    for (const salt of salts) if (!(await open(passphrase, salt))) return false;
    return true;
  };
  if (own !== undefined && (await opensAll(own))) return undefined;
  for (const passphrase of others) if (await opensAll(passphrase)) return passphrase;
  throw unknownPassphrase(stack, own);
}

/** What `lab down` goes on without. */
export const OTHER_PASSPHRASE = "other-passphrase";

/** The error of a stack that neither the lab's own passphrase opens nor one that the shell has. */
export function unknownPassphrase(stack: string, own: string | undefined): UsageError {
  const why =
    own === undefined
      ? `the lab's own, in ${passphraseFile}, is lost`
      : `neither the lab's own, in ${passphraseFile}, opens it nor one of this shell`;
  return new UsageError(
    OTHER_PASSPHRASE,
    `${stack} is locked with a passphrase that ./lab does not know: ${why}.`,
    {
      next: `read -rs PULUMI_CONFIG_PASSPHRASE; export PULUMI_CONFIG_PASSPHRASE (type it after the first), then run the same command again; where nobody knows it, ./lab down ${stack} removes the lab without its state`,
    },
  );
}

/** Whether a passphrase opens what was locked with this salt: `v1:<salt>:v1:<nonce>:<ciphertext>`, in base64. */
export async function opens(passphrase: string, salt: string): Promise<boolean> {
  const [version, derived = "", , nonce = "", text = ""] = salt.split(":");
  if (version !== "v1") return false;
  const key = await promisify(pbkdf2)(passphrase, from(derived), ITERATIONS, KEY_BYTES, "sha256");
  const sealed = from(text);
  try {
    const cipher = createDecipheriv("aes-256-gcm", key, from(nonce));
    cipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    const opened = [cipher.update(sealed.subarray(0, -TAG_BYTES)), cipher.final()];
    return Buffer.concat(opened).toString() === SEALED;
  } catch {
    return false;
  }
}

const from = (base64: string): Buffer => Buffer.from(base64, "base64");

async function passphrases(): Promise<Passphrases> {
  // what the lab's engine gets has neither
  const { PULUMI_CONFIG_PASSPHRASE: inShell, PULUMI_CONFIG_PASSPHRASE_FILE: fileInShell } =
    usersEnvironment();
  const [own, theirs] = await Promise.all([textIn(passphraseFile), textIn(fileInShell)]);
  const others = [inShell, theirs, ""].filter((each) => each !== undefined);
  return { own, others: [...new Set(others)].filter((each) => each !== own) };
}

const textIn = (file: string | undefined): Promise<string | undefined> =>
  file === undefined || file === ""
    ? Promise.resolve(undefined)
    : readFile(file, "utf8").then(
        (text) => text.trim(),
        () => undefined,
      );
