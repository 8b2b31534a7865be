import { chmod, mkdir, readdir, readFile, rm, rmdir, writeFile } from "node:fs/promises";
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

/** Removes files, and the folders that are empty then, that of all at last. */
export async function removeFiles(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await rm(join(folder, name), { force: true });
    await removeEmpty(dirname(join(folder, name)), folder);
  }
}

/** Removes a folder that is empty, and those above it, up to a last one. */
async function removeEmpty(dir: string, last: string): Promise<void> {
  if ((await readdir(dir).catch(() => ["unknown"])).length > 0) return;
  // another authority's files may go at the same time
  await rmdir(dir).catch((error: unknown) => {
    if (!isNotThere(error)) throw error;
  });
  if (dir !== last) await removeEmpty(dirname(dir), last);
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
