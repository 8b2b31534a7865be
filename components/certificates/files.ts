import { chmod, mkdir, readFile, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { filesMade, isPrivate, type CertificatesSpec } from "../../labs/certificates.js";
import { UsageError } from "../../lib/errors.js";
import { isNotThere } from "../../lib/gone.js";
import type { Files } from "./make.js";

const USER_ONLY = 0o600;
const EVERYBODY_READS = 0o644;

/** Writes files below a folder; a private key is never there for others, not for a moment. */
export async function writeFiles(folder: string, files: Files): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    const mode = isPrivate(name) ? USER_ONLY : EVERYBODY_READS;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content, { mode });
    // the mode of a file that was there stays otherwise
    await chmod(file, mode);
  }
}

/** Whether the files are there with this content. */
export async function areThere(folder: string, files: Files): Promise<boolean> {
  const found = await Promise.all(
    Object.entries(files).map(async ([name, content]) => {
      const text = await readFile(join(folder, name), "utf8").catch(() => undefined);
      return text === content;
    }),
  );
  return found.every(Boolean);
}

/**
 * Removes files, and the folders around them that are empty then, that of all stacks at last. What is gone already, a
 * file or a folder, is no reason to leave the others.
 * @param folder that of a stack
 */
export async function removeFiles(folder: string, names: readonly string[]): Promise<void> {
  const last = dirname(folder);
  for (const name of names) {
    await rm(join(folder, name), { force: true });
    let dir = join(folder, name);
    do {
      dir = dirname(dir);
      await rmdir(dir).catch(unlessKept);
    } while (dir !== last);
  }
}

/** A folder stays that holds something else; it may also be that others have removed it. */
function unlessKept(error: unknown): void {
  const isKept = (error as NodeJS.ErrnoException).code === "ENOTEMPTY";
  if (!isKept && !isNotThere(error)) throw error;
}

/** Reads an authority's files from the book's checkout. @throws UsageError `no-certificates` */
export async function readBook(book: string, spec: CertificatesSpec): Promise<Files> {
  const read = async (name: string): Promise<readonly [string, string]> => {
    const file = join(book, name);
    const content = await readFile(file, "utf8").catch((error: unknown) => {
      throw new UsageError("no-certificates", `The book's checkout has no ${file}.`, {
        cause: error,
        next: "./lab config set book PATH, the folder book-source-code-master; or ./lab config rm reproduce",
      });
    });
    return [name, content];
  };
  return Object.fromEntries(await Promise.all(filesMade(spec).map(read)));
}
