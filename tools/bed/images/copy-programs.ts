import { chmod, copyFile, lstat, mkdir, readlink, realpath, symlink } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { BugError } from "../../../lib/errors.js";
import type { Exec } from "../../../lib/exec.js";

/** The folders of a Debian that are links into /usr. */
const MERGED = ["bin", "sbin", "lib", "lib64"];

/** Makes the links of a Debian in an empty image, so that `/bin/sh` and `/lib/ld-linux…` are found. */
export async function makeSkeleton(rootfs: string, root: string): Promise<void> {
  for (const name of MERGED) {
    const target = await readlink(join(rootfs, name)).catch(() => undefined);
    if (target === undefined) continue;
    await mkdir(join(root, target), { recursive: true });
    await symlink(target, join(root, name));
  }
  const tmp = join(root, "tmp");
  await mkdir(tmp, { recursive: true });
  // not by mkdir, which asks the process's umask
  await chmod(tmp, 0o1777);
}

/**
 * Copies files of the root file system into an image, with the libraries of those that are programs.
 * @param files absolute paths in the root file system
 * @throws BugError `no-such-program`
 */
export async function copyPrograms(
  exec: Exec,
  rootfs: string,
  root: string,
  files: readonly string[],
): Promise<void> {
  const copied = new Set<string>();
  for (const file of files) {
    const program = await copyWithLinks(rootfs, root, file, copied);
    if (program === undefined) continue;
    for (const library of await librariesOf(exec, rootfs, program))
      await copyWithLinks(rootfs, root, library, copied);
  }
}

/** Copies a file and every link on the way to it. Gives the file's own path, or undefined when it is there already. */
async function copyWithLinks(
  rootfs: string,
  root: string,
  file: string,
  copied: Set<string>,
): Promise<string | undefined> {
  const path = await inRealFolder(rootfs, file);
  if (copied.has(path)) return undefined;
  copied.add(path);
  const from = join(rootfs, path);
  const to = join(root, path);
  const stats = await lstat(from);
  await mkdir(dirname(to), { recursive: true });
  if (!stats.isSymbolicLink()) {
    await copyFile(from, to);
    return path;
  }
  const target = await readlink(from);
  if (!(await isLink(to))) await symlink(target, to);
  return copyWithLinks(rootfs, root, resolve(dirname(path), target), copied);
}

const isLink = (path: string): Promise<boolean> =>
  readlink(path).then(
    () => true,
    () => false,
  );

/** The path of a file when the links in its folder are followed: `/lib/x` is `/usr/lib/x`. */
async function inRealFolder(rootfs: string, file: string): Promise<string> {
  const base = await realpath(rootfs);
  try {
    const folder = await realpath(join(base, dirname(file)));
    const path = join("/", relative(base, folder), file.slice(file.lastIndexOf("/") + 1));
    await lstat(join(base, path));
    return path;
  } catch (cause) {
    throw new BugError("no-such-program", `The root file system has no ${file}.`, { cause });
  }
}

/** What `ldd` inside the root file system names. A script or a static program has none. */
async function librariesOf(
  exec: Exec,
  rootfs: string,
  program: string,
): Promise<readonly string[]> {
  try {
    const { stdout } = await exec("chroot", [rootfs, "ldd", program]);
    return [...stdout.matchAll(/(?:=> |^\s+)(\/\S+)/gm)].map(([, path = ""]) => path);
  } catch {
    return [];
  }
}
