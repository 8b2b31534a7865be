import { mkdir, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Signs that other programs read in their own way: blanks, no ASCII, and what means something in a URL. */
export const ODD_NAME = "my labs/실습 #1 100%";
/** The same without `#` and `%`: Pulumi makes a URL of the folder that it is started in, and can't open those. */
export const PULUMIS_NAME = "my labs/실습 1";

/**
 * A new folder whose path is as odd as a learner's may be, so that every path in every test is one. Without links
 * in it: the temporary folder of macOS is one.
 */
export async function oddFolder(prefix: string, name = ODD_NAME): Promise<string> {
  const folder = join(await realpath(await mkdtemp(join(tmpdir(), prefix))), name);
  await mkdir(folder, { recursive: true });
  return folder;
}

/** Removes a folder that `oddFolder` made, with all in it. */
export const removeOddFolder = (folder: string): Promise<void> =>
  rm(join(folder, "../.."), { recursive: true, force: true });

/** A new folder; `await using` removes it with all in it at the end of the test. */
export async function tempDir(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await oddFolder("istio-lab-test-");
  return { path, [Symbol.asyncDispose]: () => removeOddFolder(path) };
}
