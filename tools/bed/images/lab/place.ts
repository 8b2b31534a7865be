import { chmod, copyFile, mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ImageJob } from "../image.js";

/** Programs are called by their names in shells and probes. */
export const PATH_LINE = "ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/**
 * Copies a file from outside into an image, readable for every user.
 * @param path its absolute path in the image
 * @param mode default 0755: a program
 */
export async function place(
  job: ImageJob,
  from: string,
  path: string,
  mode = 0o755,
): Promise<void> {
  const to = join(job.root, path);
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
  await chmod(to, mode);
}

/**
 * Writes a text into an image, as a file that every user can read.
 * @param mode default 0644; 0755 for a script
 */
export async function placeText(
  job: ImageJob,
  path: string,
  text: string,
  mode = 0o644,
): Promise<void> {
  const to = join(job.root, path);
  await mkdir(dirname(to), { recursive: true });
  await writeFile(to, text);
  await chmod(to, mode);
}

/**
 * The libraries of the root file system in a folder whose names match, as `copyPrograms` takes them: its
 * path has the processor's name in it, `/usr/lib/aarch64-linux-gnu/xtables`.
 */
export async function libraries(
  rootfs: string,
  names: RegExp,
  folder = "",
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const triplet of await readdir(join(rootfs, "usr", "lib"))) {
    if (!triplet.endsWith("-linux-gnu")) continue;
    const place = join("/usr/lib", triplet, folder);
    const files = await readdir(join(rootfs, place));
    found.push(...files.filter((file) => names.test(file)).map((file) => join(place, file)));
  }
  return found;
}
