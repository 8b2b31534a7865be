import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

/** Writes a file that a reader sees whole or not at all, and makes its folder. */
export async function writeWhole(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  // two that write at once must not write into one draft
  const draft = `${file}.${process.pid}.new`;
  await writeFile(draft, text);
  await rename(draft, file);
}

/** The same for a value as JSON. */
export const writeJson = (file: string, value: object): Promise<void> =>
  writeWhole(file, JSON.stringify(value));

/** Undefined for a file that is gone, or was torn by a full disk. What is in it is not checked. */
export async function readJson<T>(file: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as T;
  } catch {
    return undefined;
  }
}
